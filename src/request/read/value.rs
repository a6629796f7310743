//! How the value of a field is read, by the field's type.

use rust_decimal::Decimal;

use super::Reader;
use crate::json::{Kind, Numeral};
use crate::request::amount;
use crate::request::field::{Field, List, Number};
use crate::request::fields::{Basket, Discount, Item};
use crate::request::object::Value;
use crate::request::place::Place;

impl<'a> Value<'a> for Field<'a, Number<'a>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        if !matches!(reader.cursor.peek()?, b'-' | b'0'..=b'9') {
            return reader.wrong(self);
        }
        let Numeral { text, short } = reader.cursor.number()?;
        let value = match short {
            Some((digits, decimals)) => Some(Decimal::new(digits, u32::try_from(decimals).ok()?)),
            None => amount::parse(text).ok(),
        };
        *self = Field::Is(Number { text, value });
        Some(())
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
        if reader.cursor.peek()? != b'{' {
            return reader.wrong(self);
        }
        let mut basket = Basket::default();
        reader.object(Place::Basket, &mut basket)?;
        *self = Field::Is(basket);
        Some(())
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|basket| basket.text)
    }
}

impl<'a> Value<'a> for Field<'a, List<'a, Item<'a>>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        let objects = std::mem::take(&mut reader.scratch.items);
        reader.array(Place::Item, objects, self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|list| list.text)
    }
}

impl<'a> Value<'a> for Field<'a, List<'a, Discount<'a>>> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        let objects = std::mem::take(&mut reader.scratch.discounts);
        reader.array(Place::Discount, objects, self)
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_text(|list| list.text)
    }
}

impl<'a> Value<'a> for Option<&'a str> {
    // Inlined, it would be in the reader once for each such field.
    #[inline(never)]
    fn read(&mut self, reader: &mut Reader<'_, 'a>) -> Option<()> {
        let text = reader.cursor.value()?;
        *self = (Kind::of(text) != Kind::Null).then_some(text);
        Some(())
    }

    fn text(&self) -> Field<'a, &'a str> {
        self.map_or(Field::Absent, Field::Is)
    }

    fn unread(&self) -> Option<&'a str> {
        *self
    }
}
