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
use fields::{BASKET, DISCOUNT, ITEM};
pub use fields::{Basket, Discount, Item, PARAMETERS, Request};
pub use parameter::{Parameter, Required, Scope, Type};
pub use object::Object;
pub use path::{Path, Place};
pub use read::{read, read_into};
pub use scratch::Scratch;

use std::borrow::Cow;

use crate::json::{self, Kind};

impl<'a> Request<'a> {
    /// The object at `place`, if it can be read.
    #[must_use]
    pub fn object(&self, place: Place) -> Option<&dyn Object<'a>> {
        Some(match place {
            Place::Request => self,
            Place::Basket => self.basket.get()?,
            Place::Item(i) => self.items().get(i)?.get()?,
            Place::Discount(i) => self.discounts().get(i)?.get()?,
        })
    }

    /// The objects that can be read, in order.
    pub fn objects(&self) -> impl Iterator<Item = (Place, &dyn Object<'a>)> {
        let items = (0..self.items().len()).map(Place::Item);
        let discounts = (0..self.discounts().len()).map(Place::Discount);
        let places = [Place::Request, Place::Basket].into_iter().chain(items).chain(discounts);
        places.filter_map(|place| Some((place, self.object(place)?)))
    }

    /// Calls `visit` with each field that should be a number, present or missing, and its path.
    pub fn each_number(&self, mut visit: impl FnMut(Path<'static>, &Field<'a, Number<'a>>)) {
        self.objects().for_each(|(place, object)| object.each_number(place, &mut visit));
    }

    /// The names of the documented fields that the object at `place` lacks; none if it cannot be read.
    pub fn missing(&self, place: Place) -> impl Iterator<Item = &'static str> {
        let object = self.object(place);
        let fields = place.parameters().iter().enumerate();
        let missing =
            fields.filter(move |(index, _)| object.is_some_and(|object| object.field(*index).is_absent()));
        missing.map(|(_, parameter)| parameter.name)
    }

    /// The documented parameters outside the basket, each with its value's text; `None` if it is missing, or `null`.
    ///
    /// `amount` is not among them: it is checked as the basket's numbers are.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static Parameter, Option<&'a str>)> {
        let parameters = PARAMETERS.iter().enumerate().filter(|(_, parameter)| !parameter.kind.is_read());
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
