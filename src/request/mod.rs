//! A request, read into typed fields that borrow from its text (contract §1).
//!
//! `fields`, `object`, `read` and `scratch` import each other: the declaration of a field says how it is read, and the
//! reader reads the objects that are declared.

pub mod amount;
pub mod exact;
mod field;
mod fields;
mod keys;
pub mod money;
mod object;
mod parameter;
mod path;
mod place;
mod read;
mod scratch;
pub mod totals;
pub mod trace_id;

pub use exact::Exact;
pub use field::{Field, List, MAX_SHOWN, Number};
pub use fields::{Basket, Discount, Item, Request};
#[cfg(feature = "internals")]
pub use keys::Duplicate;
pub use keys::Unknown;
pub use money::Money;
pub use object::Object;
pub use parameter::{Parameter, Required, Type};
pub use path::Path;
pub use place::Place;
pub use read::{read, read_into};
pub use scratch::Scratch;
pub use trace_id::trace_id;

use std::borrow::Cow;

use crate::json::{self, Kind};
use object::Readable;

impl<'a> Request<'a> {
    /// The object at `place`, if it has a documented field.
    pub fn object(&self, place: Place) -> Option<&dyn Object<'a>> {
        Some(match place {
            Place::Request => self,
            Place::Basket => self.basket.get()?,
            Place::Item(i) => find(self.items(), i)?,
            Place::Discount(i) => find(self.discounts(), i)?,
        })
    }

    /// Calls `visit` with each object.
    pub fn each_object(&self, mut visit: impl FnMut(Place, &dyn Object<'a>)) {
        visit(Place::Request, self);
        let Some(basket) = self.basket.get() else { return };
        visit(Place::Basket, basket);
        if let Some(items) = basket.basket_items.get() {
            each_in(items, Place::Item, &mut visit);
        }
        if let Some(discounts) = basket.discounts.get() {
            each_in(discounts, Place::Discount, &mut visit);
        }
    }

    /// Calls `visit` with each field that should be a number, present or missing, and its path.
    pub fn each_number(&self, mut visit: impl FnMut(Path<'static>, &Field<'a, Number<'a>>)) {
        self.each_object(|place, object| {
            object.each_number(&mut |name, number| visit(Path::of(place, name), number));
        });
    }

    /// The text of the parameter `name`, if only the text is kept; `None` if it is missing, or `null`.
    pub fn parameter(&self, name: &str) -> Option<&'a str> {
        let mut found = None;
        self.each_text(&mut |parameter, text| {
            if parameter.name == name {
                found = Some(text);
            }
        });
        found
    }

    /// The currency code, `TRY` if the request names none; `None` if `currency` is not a string.
    pub fn currency_code(&self) -> Option<Cow<'a, str>> {
        let Some(text) = self.currency else { return Some(Cow::Borrowed("TRY")) };
        match json::decode(text) {
            _ if Kind::of(text) != Kind::String => None,
            Cow::Borrowed(code) => str::from_utf8(code).ok().map(Cow::Borrowed),
            Cow::Owned(code) => String::from_utf8(code).ok().map(Cow::Owned),
        }
    }

    /// The basket's items that have a documented field, each with its index; empty if they cannot be read.
    pub fn items(&self) -> &[(usize, Item<'a>)] {
        self.basket.get().and_then(|basket| basket.basket_items.get()).map_or(&[], |list| &list.objects)
    }

    /// The basket's discounts, in the same way.
    pub fn discounts(&self) -> &[(usize, Discount<'a>)] {
        self.basket.get().and_then(|basket| basket.discounts.get()).map_or(&[], |list| &list.objects)
    }
}

/// The object with this index in its array.
fn find<T>(objects: &[(usize, T)], index: usize) -> Option<&T> {
    let found = objects.binary_search_by_key(&index, |(index, _)| *index).ok()?;
    objects.get(found).map(|(_, object)| object)
}

/// Calls `visit` with each object of an array: those with a documented field, then the others.
fn each_in<'a, T: Object<'a> + Readable<'a>>(
    list: &List<'a, T>,
    place: fn(usize) -> Place,
    visit: &mut impl FnMut(Place, &dyn Object<'a>),
) {
    for (i, object) in &list.objects {
        visit(place(*i), object);
    }
    for (i, text) in list.others.iter().filter(|(_, text)| Kind::of(text) == Kind::Object) {
        let mut object = T::default();
        object.set_text(text);
        visit(place(*i), &object);
    }
}
