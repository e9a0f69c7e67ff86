; Names that a function binds: nothing else is meant by them from there on.
(parameter_declaration name: (identifier) @bound)
(variadic_parameter_declaration name: (identifier) @bound)
(type_parameter_declaration name: (identifier) @type)
(short_var_declaration left: (expression_list (identifier) @bound))
(range_clause left: (expression_list (identifier) @bound))
(type_switch_statement alias: (expression_list (identifier) @bound))
(receive_statement left: (expression_list (identifier) @bound))
(var_spec name: (identifier) @bound)
(const_spec name: (identifier) @bound)
(type_spec name: (type_identifier) @bound)

; Names that are only a label: of a field or method where it is declared, of a statement, of a key in a literal.
(field_declaration name: (field_identifier) @label)
(method_elem name: (field_identifier) @label)
(method_declaration name: (field_identifier) @label)
(package_clause (package_identifier) @label)
(label_name) @label
(keyed_element key: (literal_element (identifier) @label))

; The keys of maps and lists are expressions all the same.
(composite_literal
  type: [(map_type) (slice_type) (array_type) (implicit_length_array_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @value))))
