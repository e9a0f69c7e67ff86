; Definitions
(function_definition) @function
(declaration) @declaration
(type_definition) @typedef
(struct_specifier body: (_)) @struct
(union_specifier body: (_)) @struct
(enum_specifier body: (_)) @enum
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
