; What all grammars of the family share. The queries start at the children of a module, namespace or block, or at one statement.

; Modules
(import_statement) @import
(export_statement) @export

; Definitions
[(function_declaration) (generator_function_declaration)] @function
(export_statement declaration: [(function_declaration) (generator_function_declaration)] @function)
(class_declaration) @class
(export_statement declaration: (class_declaration) @class)
(lexical_declaration (variable_declarator) @variable)
(variable_declaration (variable_declarator) @variable)
(export_statement declaration: (lexical_declaration (variable_declarator) @variable))
(export_statement declaration: (variable_declaration (variable_declarator) @variable))

; Definitions without a declaration
(export_statement value: (_) @default)
(expression_statement (assignment_expression left: (member_expression)) @assignment)

; What is left of a definition where the syntax is broken
(ERROR [(function_expression name: (_)) (function_declaration) (generator_function_declaration)] @function)
(ERROR [(class name: (_)) (class_declaration)] @class)
