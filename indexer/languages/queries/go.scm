; Definitions
(function_declaration) @function
(method_declaration) @method
(const_declaration (const_spec) @constant)
(var_declaration [(var_spec) @variable (var_spec_list (var_spec) @variable)])
(type_declaration [(type_spec) (type_alias)] @type)
(type_declaration (type_spec type: (struct_type (field_declaration_list (field_declaration name: (field_identifier)) @field))))
(type_declaration (type_spec type: (interface_type (method_elem) @element)))

; Embedded types
(type_declaration (type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (_) @embedded)))))
(type_declaration (type_spec type: (interface_type (type_elem) @embedded)))

; Imports
(package_clause (package_identifier) @package)
(import_declaration [(import_spec) @import (import_spec_list (import_spec) @import)])
