//! How the request's objects are declared: `object!`, and what it implements for each of them.

use super::field::{Field, Number};
use super::parameter::Parameter;
use super::read::Reader;

/// Declares an object of the request. From the one line of a field come its member of the struct, its name as a constant
/// (`Item::price`), its row in the table that the rules and the JSON Schema read, and how it is read and visited.
///
/// A field is `name: Type, Required, Scope, "what it means";`. Members of the struct that are not fields of the object
/// follow after the block.
macro_rules! object {
    (
        $(#[$doc:meta])*
        $object:ident, $table:ident {
            $($field:ident: $kind:ident, $required:expr, $scope:ident, $meaning:literal;)*
        }
        $($(#[$member_doc:meta])* $member:ident: $member_type:ty;)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $object<'a> {
            /// The object's text.
            pub text: &'a str,
            $(#[doc = concat!($meaning, ".")] pub $field: value::$kind<'a>,)*
            $($(#[$member_doc])* pub $member: $member_type,)*
        }

        #[doc = concat!("The documented fields of [`", stringify!($object), "`].")]
        pub const $table: [Parameter; [$(stringify!($field)),*].len()] = [$(Parameter {
            name: stringify!($field),
            kind: Type::$kind,
            required: $required,
            scope: Scope::$scope,
            meaning: $meaning,
        }),*];

        #[allow(non_upper_case_globals, dead_code, reason = "every field has its name as a constant, used or not")]
        impl $object<'_> {
            $(#[doc = concat!("The name of the field `", stringify!($field), "`.")]
            pub const $field: &'static str = stringify!($field);)*
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "the indices of the fields in the table, by name")]
            enum Index { $($field),* }

            impl<'a> Object<'a> for $object<'a> {
                fn text(&self) -> &'a str {
                    self.text
                }

                fn each_text(&self, visit: &mut dyn FnMut(&'static Parameter, &'a str)) {
                    $(if let Some(text) = self.$field.unread() {
                        visit(&$table[Index::$field as usize], text);
                    })*
                }

                fn each_missing(&self, visit: &mut dyn FnMut(&'static Parameter, Option<&'a str>)) {
                    $(match self.$field.text() {
                        Field::Absent => visit(&$table[Index::$field as usize], None),
                        Field::Null(null) => visit(&$table[Index::$field as usize], Some(null)),
                        _ => {}
                    })*
                }

                fn each_number(&self, visit: &mut dyn FnMut(&'static str, &Field<'a, Number<'a>>)) {
                    $(if let Some(number) = self.$field.number() {
                        visit(stringify!($field), number);
                    })*
                }
            }

            impl<'a> Readable<'a> for $object<'a> {
                const TABLE: &'static [Parameter] = &$table;

                fn read_field(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
                    $(if index == Index::$field as usize {
                        return self.$field.read(reader);
                    })*
                    None
                }

                fn set_text(&mut self, text: &'a str) {
                    self.text = text;
                }
            }
        };
    };
}
pub(super) use object;

/// An object of the request, as the rules see all of them.
pub trait Object<'a> {
    /// The object's text.
    fn text(&self) -> &'a str;

    /// Calls `visit` with each documented field that is kept as text only, unless it is missing or `null`.
    fn each_text(&self, visit: &mut dyn FnMut(&'static Parameter, &'a str));

    /// Calls `visit` with each documented field that is missing or `null`, and the text of the `null`.
    fn each_missing(&self, visit: &mut dyn FnMut(&'static Parameter, Option<&'a str>));

    /// Calls `visit` with each field that should be a number, and its name.
    fn each_number(&self, visit: &mut dyn FnMut(&'static str, &Field<'a, Number<'a>>));
}

/// An object of the request, as the reader sees it.
pub(super) trait Readable<'a>: Default {
    /// Its documented fields.
    const TABLE: &'static [Parameter];

    /// Reads the value of the field that is at `index` in the table; `None` if it is not JSON.
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()>;

    /// Sets the object's own text.
    fn set_text(&mut self, text: &'a str);
}

/// The value of a field that `object!` declares.
pub(super) trait Value<'a> {
    /// Reads the value; `None` if it is not JSON.
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()>;

    /// The field with its value's text.
    fn text(&self) -> Field<'a, &'a str>;

    /// The value's text, if only that is kept.
    fn unread(&self) -> Option<&'a str> {
        None
    }

    /// The field, if it should be a number.
    fn number(&self) -> Option<&Field<'a, Number<'a>>> {
        None
    }
}
