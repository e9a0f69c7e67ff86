; Definitions
(class_declaration) @class
(interface_declaration) @interface
(trait_declaration) @trait
(enum_declaration) @enum
(function_definition) @function
(method_declaration) @method
(property_declaration) @property
(const_declaration (const_element) @constant)
(enum_case) @constant
(expression_statement (function_call_expression function: (name) @call))

; Imports
(namespace_definition) @namespace
(namespace_use_declaration) @use

; Holders of definitions
(if_statement body: (_) @open)
(else_clause body: (_) @open)
(use_declaration) @mixin
