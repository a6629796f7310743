//! What a field of the request can hold.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::text::excerpt;

/// A field of contract §1 as it is in the request.
#[derive(Clone, Copy, Debug, Default)]
pub enum Field<'a, T> {
    /// The object does not have it.
    #[default]
    Absent,
    /// It is `null`, which is the same as missing; the text of the `null`.
    Null(&'a str),
    /// It is of another type; the value's text.
    Wrong(&'a str),
    /// It is of its type; the value.
    Is(T),
}

impl<'a, T> Field<'a, T> {
    /// The value, if there is one of the field's type.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the field is missing, or `null`.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent | Self::Null(_))
    }

    /// The field with its value's text instead of the value.
    pub(super) fn map_text(&self, text: impl FnOnce(&T) -> &'a str) -> Field<'a, &'a str> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null(text) => Field::Null(text),
            Self::Wrong(text) => Field::Wrong(text),
            Self::Is(value) => Field::Is(text(value)),
        }
    }
}

/// A JSON number: its text and its value.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its exact value; `None` if a 96-bit decimal cannot hold it.
    pub value: Option<Decimal>,
}

/// The most characters of a number's text that a message shows.
pub const MAX_SHOWN: usize = 32;

impl Number<'_> {
    /// The number as a message shows it: its text, or its value if the text is too long or has an exponent.
    pub fn written(&self) -> Cow<'_, str> {
        let is_long = self.text.len() > MAX_SHOWN;
        match self.value {
            Some(value) if is_long || self.text.contains(['e', 'E']) => Cow::Owned(value.to_string()),
            _ if is_long => Cow::Owned(excerpt(self.text, MAX_SHOWN)),
            // A number has no character that has to be escaped.
            _ => Cow::Borrowed(self.text),
        }
    }
}

/// A JSON array of objects. Each element has its index.
#[derive(Debug, Default)]
pub struct List<'a, T> {
    /// The array's text.
    pub text: &'a str,
    /// The objects with a documented field, in order.
    pub objects: Vec<(usize, T)>,
    /// The texts of all other elements, in order: values of another type, and objects without a documented field. There is
    /// nothing to read in them, and there may be millions of them in a request.
    pub others: Vec<(usize, &'a str)>,
}

impl<T> List<'_, T> {
    /// Whether the array has no elements.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.others.is_empty()
    }
}
