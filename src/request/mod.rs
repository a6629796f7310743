//! The request as optional fields that lend their characters from its text (contract §1).

pub mod amount;
mod layout;
mod parameter;
mod path;
mod read;
mod spare;
pub mod totals;
pub mod trace_id;

pub use parameter::{BASKET, DISCOUNT, ITEM, PARAMETERS, Parameter, Required, Type, is_personal};
pub use path::{Path, Place};
pub use read::read;
pub(crate) use read::read_into;
pub(crate) use spare::Spare;

use rust_decimal::Decimal;

use std::borrow::Cow;

use crate::json::{self, Kind};
use crate::text;

/// A field of contract §1 as it stands in the request.
#[derive(Clone, Copy, Debug, Default)]
pub enum Field<'a, T> {
    /// Not there.
    #[default]
    Absent,
    /// There as `null`, which is the same as absent; the text of the `null`.
    Null(&'a str),
    /// There with another type; the value's text.
    Wrong(&'a str),
    /// There.
    Is(T),
}

impl<'a, T> Field<'a, T> {
    /// The value, if it is there and of its type.
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the field is absent, or `null`.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent | Self::Null(_))
    }

    /// The field without its value.
    fn bare(&self) -> Field<'a, ()> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null(text) => Field::Null(text),
            Self::Wrong(text) => Field::Wrong(text),
            Self::Is(_) => Field::Is(()),
        }
    }
}

/// A number as it is written and what it is worth.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    /// Its own characters.
    pub text: &'a str,
    /// Its exact value; `None` if 28 significant digits cannot hold it.
    pub value: Option<Decimal>,
}

/// Characters of a number that a message shows as they are written.
const SHOWN: usize = 32;

impl Number<'_> {
    /// The number in its own characters, unless they are endless or an exponent hides what it is worth.
    #[must_use]
    pub fn written(&self) -> String {
        match self.value {
            Some(value) if self.text.len() > SHOWN || self.text.contains(['e', 'E']) => value.to_string(),
            _ => text::excerpt(self.text, SHOWN),
        }
    }
}

/// One element of `basket.basket_items`.
#[derive(Debug, Default)]
pub struct Item<'a> {
    /// The object's text.
    pub text: &'a str,
    /// The line's total.
    pub price: Field<'a, Number<'a>>,
    /// The price of one piece.
    pub unit_price: Field<'a, Number<'a>>,
    /// Pieces.
    pub quantity: Field<'a, Number<'a>>,
}

impl<'a> Item<'a> {
    /// The names of its fields.
    pub(crate) const NAMES: [&'static str; ITEM.len()] = parameter::names(&ITEM);

    /// Whether each is there, in the order of [`ITEM`].
    pub(crate) fn fields(&self) -> [Field<'a, ()>; ITEM.len()] {
        [self.price.bare(), self.unit_price.bare(), self.quantity.bare()]
    }
}

/// One element of `basket.discounts`.
#[derive(Debug, Default)]
pub struct Discount<'a> {
    /// The object's text.
    pub text: &'a str,
    /// Positive means "off".
    pub amount: Field<'a, Number<'a>>,
}

impl<'a> Discount<'a> {
    /// The name of its field.
    pub(crate) const NAMES: [&'static str; DISCOUNT.len()] = parameter::names(&DISCOUNT);

    /// Whether it is there.
    pub(crate) fn fields(&self) -> [Field<'a, ()>; DISCOUNT.len()] {
        [self.amount.bare()]
    }
}

/// A JSON array of `T`.
#[derive(Debug, Default)]
pub struct List<'a, T> {
    /// The array's text.
    pub text: &'a str,
    /// Its elements, in order.
    pub elements: Vec<Field<'a, T>>,
}

/// `basket`.
#[derive(Debug, Default)]
pub struct Basket<'a> {
    /// The object's text.
    pub text: &'a str,
    /// Declared sum of the items' prices.
    pub total_product_amount: Field<'a, Number<'a>>,
    /// Declared sum of the items' prices, less the discounts.
    pub total_amount: Field<'a, Number<'a>>,
    /// Declared sum of the discounts.
    pub total_discount_amount: Field<'a, Number<'a>>,
    /// The items.
    pub basket_items: Field<'a, List<'a, Item<'a>>>,
    /// The discounts.
    pub discounts: Field<'a, List<'a, Discount<'a>>>,
}

impl<'a> Basket<'a> {
    /// The names of its fields.
    pub(crate) const NAMES: [&'static str; BASKET.len()] = parameter::names(&BASKET);

    /// Whether each is there, in the order of [`BASKET`].
    pub(crate) fn fields(&self) -> [Field<'a, ()>; BASKET.len()] {
        [
            self.total_product_amount.bare(),
            self.total_amount.bare(),
            self.total_discount_amount.bare(),
            self.basket_items.bare(),
            self.discounts.bare(),
        ]
    }
}

/// One request: the body of `POST /processor/payment-sessions`.
#[derive(Debug, Default)]
pub struct Request<'a> {
    /// The whole text, from `{` to `}`.
    pub text: &'a str,
    /// The amount to be paid.
    pub amount: Field<'a, Number<'a>>,
    /// The basket.
    pub basket: Field<'a, Basket<'a>>,
    /// The texts of the documented parameters outside the basket, in the order of
    /// [`PARAMETERS`]; `None` where one is absent or `null`.
    parameters: [Option<&'a str>; PARAMETERS.len()],
    /// Fields that stand more than once in their object.
    pub duplicates: Vec<Duplicate<'a>>,
    /// Keys that nothing is known of.
    pub unknown: Vec<Unknown<'a>>,
}

impl<'a> Request<'a> {
    /// The text of a documented parameter's value, unless it is absent or `null`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        let index = PARAMETERS.iter().position(|parameter| parameter.name == name)?;
        self.parameters.get(index).copied().flatten()
    }

    /// The documented parameters, each with its text unless it is absent or `null`.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static Parameter, Option<&'a str>)> {
        PARAMETERS.iter().zip(self.parameters.iter().copied())
    }

    /// The code of its currency, `TRY` where none is named; `None` if it is no string.
    #[must_use]
    pub fn currency(&self) -> Option<Cow<'a, str>> {
        let Some(text) = self.parameter("currency") else { return Some(Cow::Borrowed("TRY")) };
        match json::decode(text) {
            _ if Kind::of(text) != Kind::String => None,
            Cow::Borrowed(code) => str::from_utf8(code).ok().map(Cow::Borrowed),
            Cow::Owned(code) => String::from_utf8(code).ok().map(Cow::Owned),
        }
    }

    /// The names of the fields that the object at `place` may have.
    #[must_use]
    pub fn names(place: Place) -> &'static [&'static str] {
        match place {
            Place::Request => &Self::NAMES,
            Place::Basket => &Basket::NAMES,
            Place::Item(_) => &Item::NAMES,
            Place::Discount(_) => &Discount::NAMES,
        }
    }

    /// Whether the object at `place` is there and lacks the field `name`, one of its [`names`](Self::names).
    #[must_use]
    pub fn is_absent(&self, place: Place, name: &str) -> bool {
        let item = |i| self.items().get(i).and_then(Field::get);
        let discount = |i| self.discounts().get(i).and_then(Field::get);
        match (place, name) {
            (Place::Request, "amount") => self.amount.is_absent(),
            (Place::Request, "basket") => self.basket.is_absent(),
            (Place::Request, _) => self.parameter(name).is_none(),
            (Place::Basket, _) => {
                self.basket.get().is_some_and(|basket| lacks(&BASKET, basket.fields(), name))
            }
            (Place::Item(i), _) => item(i).is_some_and(|item| lacks(&ITEM, item.fields(), name)),
            (Place::Discount(i), _) => {
                discount(i).is_some_and(|discount| lacks(&DISCOUNT, discount.fields(), name))
            }
        }
    }

    /// The names of its fields.
    pub(crate) const NAMES: [&'static str; PARAMETERS.len()] = parameter::names(&PARAMETERS);

    /// The basket's items, if they can be read.
    #[must_use]
    pub fn items(&self) -> &[Field<'a, Item<'a>>] {
        self.basket.get().and_then(|basket| basket.basket_items.get()).map_or(&[], |list| &list.elements)
    }

    /// The basket's discounts, if they can be read.
    #[must_use]
    pub fn discounts(&self) -> &[Field<'a, Discount<'a>>] {
        self.basket.get().and_then(|basket| basket.discounts.get()).map_or(&[], |list| &list.elements)
    }

    /// Shows `visit` every number of the request that is there or should be, with its path.
    pub fn each_number(&self, mut visit: impl FnMut(Path<'static>, &Field<'a, Number<'a>>)) {
        visit(Path::of(Place::Request, "amount"), &self.amount);
        if let Some(basket) = self.basket.get() {
            visit(Path::of(Place::Basket, "total_product_amount"), &basket.total_product_amount);
            visit(Path::of(Place::Basket, "total_amount"), &basket.total_amount);
            visit(Path::of(Place::Basket, "total_discount_amount"), &basket.total_discount_amount);
        }
        for (i, item) in self.items().iter().enumerate() {
            let Some(item) = item.get() else { continue };
            visit(Path::of(Place::Item(i), "price"), &item.price);
            visit(Path::of(Place::Item(i), "unit_price"), &item.unit_price);
            visit(Path::of(Place::Item(i), "quantity"), &item.quantity);
        }
        for (i, discount) in self.discounts().iter().enumerate() {
            let Some(discount) = discount.get() else { continue };
            visit(Path::of(Place::Discount(i), "amount"), &discount.amount);
        }
    }
}

/// Whether the field `name` of a table is absent among `fields`, which are in the table's order.
fn lacks<const N: usize>(table: &[Parameter; N], fields: [Field<()>; N], name: &str) -> bool {
    table.iter().zip(fields).any(|(parameter, field)| parameter.name == name && field.is_absent())
}

/// A field that stands more than once in its object; the last one counts (contract §5).
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The object.
    pub place: Place,
    /// The field.
    pub name: &'static str,
    /// The key where it came first, without its quotes.
    pub first: &'a str,
    /// The key where it came last, without its quotes.
    pub last: &'a str,
}

/// A key that nothing is known of.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// The object that it stands in.
    pub place: Place,
    /// The key, without its quotes.
    pub key: &'a str,
}
