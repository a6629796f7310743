//! What is documented about a field of the request. The rules and the JSON Schema read it.

use crate::json::Kind;

/// The type of a documented field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number.
    Number,
    /// The object [`Basket`](super::Basket).
    Basket,
    /// An array of [`Item`](super::Item)s.
    Items,
    /// An array of [`Discount`](super::Discount)s.
    Discounts,
    /// A string.
    Text,
    /// A string or a number.
    Id,
    /// A string that holds a URL.
    Url,
    /// A string that holds a currency code of ISO 4217.
    Currency,
    /// `true` or `false`.
    Boolean,
}

/// When a field must be in its object, and not `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Always.
    Always,
    /// If the basket has discounts.
    WithDiscounts,
    /// Unless the object has the field of this name.
    Unless(&'static str),
    /// Never.
    Never,
}

/// How closely a field is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Contract §1 lists it: it must not be in its object twice.
    Checked,
    /// It is documented, and only its type is checked.
    Documented,
}

/// A documented field of one of the request's objects.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// When it is required.
    pub required: Required,
    /// How closely it is checked.
    pub scope: Scope,
    /// What it means, in one line without a full stop.
    pub meaning: &'static str,
}

impl Type {
    /// The kinds of JSON value that a field of this type may have.
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Number => &[Kind::Number],
            Self::Basket => &[Kind::Object],
            Self::Items | Self::Discounts => &[Kind::Array],
            Self::Text | Self::Url | Self::Currency => &[Kind::String],
            Self::Id => &[Kind::String, Kind::Number],
            Self::Boolean => &[Kind::Boolean],
        }
    }

    /// Whether a value of this type is read; otherwise only its text is kept.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Number | Self::Basket | Self::Items | Self::Discounts)
    }

    /// Whether a field of this type may have a value of this kind.
    pub fn admits(self, kind: Kind) -> bool {
        self.kinds().contains(&kind)
    }
}
