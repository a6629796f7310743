//! How the request's objects are declared: `object!`, and what it implements for each of them.

use super::read::Reader;
use super::{Field, Number, Parameter, Path, Place};

/// Declares an object of the request. From the one line of a field come its member of the struct, its name as a constant
/// (`Item::price`), its row in the table that the rules and the JSON Schema read, and how it is read and visited.
///
/// A field is `name: Type, Required, Scope, "what it means";`. Members of the struct that are no fields of the object
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

        impl<'a> $object<'a> {
            /// Each documented field with the text of its value, in the table's order.
            pub(crate) fn fields(&self) -> [Field<'a, &'a str>; $table.len()] {
                [$(self.$field.text()),*]
            }
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "the indices of the fields in the table, by name")]
            enum Index { $($field),* }

            impl<'a> Object<'a> for $object<'a> {
                const TABLE: &'static [Parameter] = &$table;

                fn set_text(&mut self, text: &'a str) {
                    self.text = text;
                }

                fn read_field(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
                    $(if index == Index::$field as usize {
                        return self.$field.read(reader);
                    })*
                    None
                }

                fn field(&self, index: usize) -> Field<'a, &'a str> {
                    $(if index == Index::$field as usize {
                        return self.$field.text();
                    })*
                    Field::Absent
                }

                fn each_number(&self, place: Place, visit: &mut impl FnMut(Path<'static>, &Field<'a, Number<'a>>)) {
                    $(if let Some(number) = self.$field.number() {
                        visit(Path::of(place, stringify!($field)), number);
                    })*
                }
            }
        };
    };
}
pub(super) use object;

/// An object of the request, declared by `object!`.
pub(super) trait Object<'a>: Default {
    /// Its documented fields.
    const TABLE: &'static [Parameter];

    /// Sets the object's own text.
    fn set_text(&mut self, text: &'a str);

    /// Reads the value of the field that is at `index` in the table; `None` if it is not JSON.
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()>;

    /// The field that is at `index` in the table, with its value's text.
    fn field(&self, index: usize) -> Field<'a, &'a str>;

    /// Calls `visit` with each field that should be a number.
    fn each_number(&self, place: Place, visit: &mut impl FnMut(Path<'static>, &Field<'a, Number<'a>>));
}

/// The value of a field that `object!` declares.
pub(super) trait Value<'a> {
    /// Reads the value; `None` if it is not JSON.
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()>;

    /// The field with its value's text.
    fn text(&self) -> Field<'a, &'a str>;

    /// The field, if it should be a number.
    fn number(&self) -> Option<&Field<'a, Number<'a>>> {
        None
    }
}
