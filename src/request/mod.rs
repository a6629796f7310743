//! A request, read into typed fields that borrow from its text (contract §1).

pub mod amount;
mod field;
mod fields;
mod layout;
pub mod money;
mod object;
mod parameter;
mod path;
mod read;
mod scratch;
pub mod totals;

pub use field::{Field, List, Number};
pub use fields::{BASKET, Basket, DISCOUNT, Discount, ITEM, Item, PARAMETERS, Request};
pub use parameter::{Parameter, Required, Scope, Type};
pub use path::{Path, Place};
pub use read::{read, read_into};
pub use scratch::Scratch;

use std::borrow::Cow;

use crate::json::{self, Kind};
use object::Object;

impl<'a> Request<'a> {
    /// The documented parameters outside the basket, each with its value's text; `None` if it is missing, or `null`.
    ///
    /// `amount` is not among them: it is checked as the basket's numbers are.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static Parameter, Option<&'a str>)> {
        let parameters = PARAMETERS.iter().enumerate();
        let parameters =
            parameters.filter(|(_, parameter)| !matches!(parameter.kind, Type::Number | Type::Basket));
        parameters.map(|(index, parameter)| (parameter, self.field(index).get().copied()))
    }

    /// The text of the value of the [parameter](Self::parameters) `name`; `None` if it is missing, or `null`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        let index = PARAMETERS.iter().position(|parameter| parameter.name == name)?;
        self.field(index).get().copied()
    }

    /// The currency code, `TRY` if the request names none; `None` if `currency` is not a string.
    #[must_use]
    pub fn currency_code(&self) -> Option<Cow<'a, str>> {
        let Some(text) = self.currency else { return Some(Cow::Borrowed("TRY")) };
        match json::decode(text) {
            _ if Kind::of(text) != Kind::String => None,
            Cow::Borrowed(code) => str::from_utf8(code).ok().map(Cow::Borrowed),
            Cow::Owned(code) => String::from_utf8(code).ok().map(Cow::Owned),
        }
    }

    /// The names of the documented fields that the object at `place` lacks; none if there is no such object.
    pub fn missing(&self, place: Place) -> impl Iterator<Item = &'static str> {
        let fields = place.parameters().iter().enumerate();
        fields.filter(move |(index, _)| self.is_missing_at(place, *index)).map(|(_, parameter)| parameter.name)
    }

    fn is_missing_at(&self, place: Place, index: usize) -> bool {
        fn lacks<'a, T: Object<'a>>(object: Option<&T>, index: usize) -> bool {
            object.is_some_and(|object| object.field(index).is_absent())
        }
        match place {
            Place::Request => lacks(Some(self), index),
            Place::Basket => lacks(self.basket.get(), index),
            Place::Item(i) => lacks(self.items().get(i).and_then(Field::get), index),
            Place::Discount(i) => lacks(self.discounts().get(i).and_then(Field::get), index),
        }
    }

    /// The basket's items; empty if they cannot be read.
    #[must_use]
    pub fn items(&self) -> &[Field<'a, Item<'a>>] {
        self.basket.get().and_then(|basket| basket.basket_items.get()).map_or(&[], |list| &list.elements)
    }

    /// The basket's discounts; empty if they cannot be read.
    #[must_use]
    pub fn discounts(&self) -> &[Field<'a, Discount<'a>>] {
        self.basket.get().and_then(|basket| basket.discounts.get()).map_or(&[], |list| &list.elements)
    }

    /// Calls `visit` with each field that should be a number, present or missing, and its path.
    pub fn each_number(&self, mut visit: impl FnMut(Path<'static>, &Field<'a, Number<'a>>)) {
        Object::each_number(self, Place::Request, &mut visit);
        if let Some(basket) = self.basket.get() {
            basket.each_number(Place::Basket, &mut visit);
        }
        for (i, item) in self.items().iter().enumerate() {
            if let Some(item) = item.get() {
                item.each_number(Place::Item(i), &mut visit);
            }
        }
        for (i, discount) in self.discounts().iter().enumerate() {
            if let Some(discount) = discount.get() {
                discount.each_number(Place::Discount(i), &mut visit);
            }
        }
    }
}

/// A field that is more than once in its object; the last one counts (contract §5).
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The object.
    pub place: Place,
    /// The field.
    pub name: &'static str,
    /// The first of its keys, without its quotes.
    pub first: &'a str,
    /// The last of its keys, without its quotes.
    pub last: &'a str,
}

/// A key that is not documented.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// The object that has it.
    pub place: Place,
    /// The key, without its quotes.
    pub key: &'a str,
}
