; Definitions
(function_definition) @function
(declaration) @declaration
(field_declaration) @field
(enumerator) @enumerator
(type_definition) @typedef
(alias_declaration) @alias
(concept_definition) @alias
(class_specifier body: (_)) @class
(struct_specifier body: (_)) @struct
(union_specifier body: (_)) @struct
(enum_specifier body: (_)) @enum
(namespace_definition) @namespace
(namespace_alias_definition) @alias
(template_declaration) @template
(template_declaration (function_definition) @function)
(template_declaration (declaration) @declaration)
(template_declaration (alias_declaration) @alias)
(template_declaration (concept_definition) @alias)
(template_declaration (class_specifier body: (_)) @class)
(template_declaration (struct_specifier body: (_)) @struct)
(template_declaration (union_specifier body: (_)) @struct)
(type_definition type: (struct_specifier body: (_)) @tagged)
(type_definition type: (union_specifier body: (_)) @tagged)
(type_definition type: (enum_specifier body: (_)) @tagged)
(declaration type: (class_specifier body: (_)) @tagged)
(declaration type: (struct_specifier body: (_)) @tagged)
(declaration type: (union_specifier body: (_)) @tagged)
(declaration type: (enum_specifier body: (_)) @tagged)
(field_declaration type: (class_specifier body: (_)) @tagged)
(field_declaration type: (struct_specifier body: (_)) @tagged)
(field_declaration type: (union_specifier body: (_)) @tagged)
(field_declaration type: (enum_specifier body: (_)) @tagged)
(access_specifier) @access
(preproc_def) @macro
(preproc_function_def) @macro

; Holders of definitions
(preproc_if) @directive
(preproc_ifdef) @directive
(preproc_else) @directive
(preproc_elif) @directive
(preproc_elifdef) @directive
(linkage_specification) @linkage
(ERROR) @directive
