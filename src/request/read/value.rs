//! How the value of a field is read, by the field's type.

use super::Reader;
use crate::request::field::{Field, List, Number};
use crate::request::fields::{Basket, Discount, Item};
use crate::request::object::{Readable, Value};
use crate::request::place::Place;
use crate::request::scratch::Scratch;

impl<'a> Value<'a> for Field<'a, Number<'a>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.number(self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|number| number.text)
    }

    fn number(&self) -> Option<&Field<'a, Number<'a>>> {
        Some(self)
    }
}

impl<'a> Value<'a> for Field<'a, Basket<'a>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.note_start(Place::Basket);
        reader.object(Place::Basket, self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|basket| basket.text)
    }
}

impl<'a, T: Element<'a>> Value<'a> for Field<'a, List<'a, T>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.note_start(T::place(0));
        let elements = std::mem::take(T::buffer(reader.scratch));
        reader.array(T::place, elements, self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|list| list.text)
    }
}

impl<'a> Value<'a> for Option<&'a str> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.text(self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_or(Field::Absent, Field::Is)
    }

    fn unread(&self) -> Option<&'a str> {
        *self
    }
}

/// An object that is an element of an array of the basket.
pub(super) trait Element<'a>: Readable<'a> {
    /// The place of the element at `index` of its array.
    fn place(index: usize) -> Place;

    /// The buffer for a list of these elements.
    fn buffer<'s>(scratch: &'s mut Scratch<'a>) -> &'s mut Vec<Field<'a, Self>>;
}

impl<'a> Element<'a> for Item<'a> {
    fn place(index: usize) -> Place {
        Place::Item(index)
    }

    fn buffer<'s>(scratch: &'s mut Scratch<'a>) -> &'s mut Vec<Field<'a, Self>> {
        &mut scratch.items
    }
}

impl<'a> Element<'a> for Discount<'a> {
    fn place(index: usize) -> Place {
        Place::Discount(index)
    }

    fn buffer<'s>(scratch: &'s mut Scratch<'a>) -> &'s mut Vec<Field<'a, Self>> {
        &mut scratch.discounts
    }
}
