; Definitions
(function_definition) @function
(declaration) @declaration
(type_definition) @typedef
(struct_specifier body: (_)) @struct
(union_specifier body: (_)) @struct
(enum_specifier body: (_)) @enum
(preproc_def) @macro
(preproc_function_def) @macro
(field_declaration) @field
(enumerator) @enumerator
(type_definition type: (struct_specifier body: (_)) @tagged)
(type_definition type: (union_specifier body: (_)) @tagged)
(type_definition type: (enum_specifier body: (_)) @tagged)
(declaration type: (struct_specifier body: (_)) @tagged)
(declaration type: (union_specifier body: (_)) @tagged)
(declaration type: (enum_specifier body: (_)) @tagged)
(field_declaration type: (struct_specifier body: (_)) @tagged)
(field_declaration type: (union_specifier body: (_)) @tagged)
(field_declaration type: (enum_specifier body: (_)) @tagged)

; Holders of definitions
(preproc_if) @directive
(preproc_ifdef) @directive
(preproc_else) @directive
(preproc_elif) @directive
(preproc_elifdef) @directive
(linkage_specification) @linkage
(ERROR) @directive
