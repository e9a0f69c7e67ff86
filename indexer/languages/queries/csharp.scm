; Types
(class_declaration) @class
(struct_declaration) @struct
(record_declaration) @record
(interface_declaration) @interface
(enum_declaration) @enum
(delegate_declaration) @delegate

; Members
(method_declaration) @method
(constructor_declaration) @constructor
(property_declaration) @property
(event_declaration) @property
(field_declaration) @field
(event_field_declaration) @field
(enum_member_declaration) @member
(record_declaration (parameter_list (parameter) @parameter))
(global_statement (local_function_statement) @function)

; Conditional compilation around members
(preproc_if) @group
(preproc_elif) @group
(preproc_else) @group

; The file
(using_directive) @using
(namespace_declaration) @namespace
(file_scoped_namespace_declaration) @namespace
