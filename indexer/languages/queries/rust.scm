; Definitions
(function_item) @function
(function_signature_item) @function
(struct_item) @struct
(union_item) @struct
(enum_item) @enum
(trait_item) @trait
(impl_item) @impl
(mod_item) @module
(const_item) @constant
(static_item) @constant
(type_item) @type
(associated_type) @type
(macro_definition) @macro
(field_declaration) @field
(enum_variant) @variant
(foreign_mod_item body: (_)) @foreign

; Imports
(use_declaration) @use
(extern_crate_declaration) @crate
