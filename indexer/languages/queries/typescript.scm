; What TypeScript and TSX add to ecmascript.scm.

; Definitions
(function_signature) @function
(export_statement declaration: (function_signature) @function)
(abstract_class_declaration) @class
(export_statement declaration: (abstract_class_declaration) @class)
(interface_declaration) @interface
(export_statement declaration: (interface_declaration) @interface)
(type_alias_declaration) @type
(export_statement declaration: (type_alias_declaration) @type)
(enum_declaration) @enum
(export_statement declaration: (enum_declaration) @enum)
(expression_statement (internal_module) @namespace)
(export_statement declaration: [(internal_module) (module)] @namespace)
(module) @namespace

; Ambient definitions
(ambient_declaration [(function_signature) (function_declaration) (generator_function_declaration)] @function)
(ambient_declaration [(class_declaration) (abstract_class_declaration)] @class)
(ambient_declaration (lexical_declaration (variable_declarator) @variable))
(ambient_declaration (variable_declaration (variable_declarator) @variable))
(ambient_declaration (interface_declaration) @interface)
(ambient_declaration (type_alias_declaration) @type)
(ambient_declaration (enum_declaration) @enum)
(ambient_declaration [(internal_module) (module)] @namespace)
(ambient_declaration (statement_block) @global)
(export_statement declaration: (ambient_declaration [(function_signature) (function_declaration)] @function))
(export_statement declaration: (ambient_declaration [(class_declaration) (abstract_class_declaration)] @class))
(export_statement declaration: (ambient_declaration (lexical_declaration (variable_declarator) @variable)))
(export_statement declaration: (ambient_declaration (variable_declaration (variable_declarator) @variable)))
(export_statement declaration: (ambient_declaration (interface_declaration) @interface))
(export_statement declaration: (ambient_declaration (type_alias_declaration) @type))
(export_statement declaration: (ambient_declaration (enum_declaration) @enum))
(export_statement declaration: (ambient_declaration [(internal_module) (module)] @namespace))

; Imports in the body of an ambient module
(ambient_declaration (module body: (statement_block (import_statement) @import)))
(ambient_declaration (module body: (statement_block (export_statement source: (_)) @export)))
