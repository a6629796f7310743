//! Reads a request in one pass over its text, lends everything and builds no tree.

use std::ops::Range;

use rust_decimal::Decimal;

use super::layout::KeyPrefix;
use super::scratch::Scratch;
use super::{
    Basket, Discount, Duplicate, Field, Item, List, Number, PARAMETERS, Place, Request, Type, Unknown,
};
use crate::json::{self, Cursor, Kind, Numeral};
use crate::request::amount;

/// Reads one request from its text; `None` if that is not one JSON object.
#[must_use]
pub fn read(text: &str) -> Option<Request<'_>> {
    read_into(text, &mut Scratch::default())
}

/// [`read`] without an allocation, but for what `scratch` lacks.
pub(crate) fn read_into<'a>(text: &'a str, scratch: &mut Scratch<'a>) -> Option<Request<'a>> {
    let unknown = std::mem::take(&mut scratch.unknown);
    let cursor = Cursor::new(text);
    let mut reader = Reader { cursor, scratch, place: Place::Request, duplicates: Vec::new(), unknown };
    let mut request = Request::default();
    request.set_text(text);
    reader.cursor.skip_white_space();
    reader.cursor.eat(b'{').then(|| reader.members(&mut request))??;
    reader.cursor.skip_white_space();
    request.duplicates = reader.duplicates;
    request.unknown = reader.unknown;
    reader.cursor.is_at_end().then_some(request)
}

/// Goes through the request's objects, and notes what it meets.
struct Reader<'s, 'a> {
    cursor: Cursor<'a>,
    scratch: &'s mut Scratch<'a>,
    /// The object that is being read.
    place: Place,
    duplicates: Vec<Duplicate<'a>>,
    unknown: Vec<Unknown<'a>>,
}

/// An object of the request that is filled field by field.
trait Fields<'a>: Default {
    /// The fields that are read.
    const NAMES: &'static [&'static str];

    /// Which of the [`layouts`](Scratch::layouts) is its.
    const LAYOUT: usize;

    /// Reads the value of the field that stands at `index` in [`NAMES`](Self::NAMES).
    fn fill(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()>;

    /// Takes the object's own text.
    fn set_text(&mut self, text: &'a str);

    /// Whether contract §1 lists the field `name`, so that it must not stand twice.
    fn is_listed(_name: &str) -> bool {
        true
    }
}

impl<'a> Fields<'a> for Request<'a> {
    const NAMES: &'static [&'static str] = &Request::NAMES;
    const LAYOUT: usize = 0;

    fn fill(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
        match PARAMETERS.get(index)?.kind {
            Type::Number => reader.number(&mut self.amount),
            Type::Basket => {
                reader.forget(|place| place != Place::Request);
                reader.object(Place::Basket, &mut self.basket)
            }
            _ => {
                let text = reader.cursor.value()?;
                *self.parameters.get_mut(index)? = (Kind::of(text) != Kind::Null).then_some(text);
                Some(())
            }
        }
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }

    fn is_listed(name: &str) -> bool {
        matches!(name, "amount" | "order_id" | "session_owner_id" | "currency" | "basket")
    }
}

impl<'a> Fields<'a> for Basket<'a> {
    const NAMES: &'static [&'static str] = &Basket::NAMES;
    const LAYOUT: usize = 1;

    fn fill(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
        match index {
            0 => reader.number(&mut self.total_product_amount),
            1 => reader.number(&mut self.total_amount),
            2 => reader.number(&mut self.total_discount_amount),
            3 => {
                reader.forget(|place| matches!(place, Place::Item(_)));
                let list = std::mem::take(&mut reader.scratch.items);
                reader.array(Place::Item, list, &mut self.basket_items)
            }
            _ => {
                reader.forget(|place| matches!(place, Place::Discount(_)));
                let list = std::mem::take(&mut reader.scratch.discounts);
                reader.array(Place::Discount, list, &mut self.discounts)
            }
        }
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

impl<'a> Fields<'a> for Item<'a> {
    const NAMES: &'static [&'static str] = &Item::NAMES;
    const LAYOUT: usize = 2;

    fn fill(&mut self, index: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.number(match index {
            0 => &mut self.price,
            1 => &mut self.unit_price,
            _ => &mut self.quantity,
        })
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

impl<'a> Fields<'a> for Discount<'a> {
    const NAMES: &'static [&'static str] = &Discount::NAMES;
    const LAYOUT: usize = 3;

    fn fill(&mut self, _: usize, reader: &mut Reader<'_, 'a>) -> Option<()> {
        reader.number(&mut self.amount)
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

impl<'a> Reader<'_, 'a> {
    /// Reads a value that should be a number into its field.
    fn number(&mut self, field: &mut Field<'a, Number<'a>>) -> Option<()> {
        if !matches!(self.cursor.peek()?, b'-' | b'0'..=b'9') {
            return self.other(field);
        }
        let Numeral { text, short } = self.cursor.number()?;
        let value = match short {
            Some((digits, decimals)) => Some(Decimal::new(digits, u32::try_from(decimals).ok()?)),
            None => amount::parse(text).ok(),
        };
        *field = Field::Is(Number { text, value });
        Some(())
    }

    /// Reads a value that should be an object into its field.
    fn object<T: Fields<'a>>(&mut self, place: Place, field: &mut Field<'a, T>) -> Option<()> {
        let start = self.cursor.at();
        if !self.cursor.eat(b'{') {
            return self.other(field);
        }
        *field = Field::Is(T::default());
        let Field::Is(object) = field else { return None };
        let outer = std::mem::replace(&mut self.place, place);
        self.members(object)?;
        self.place = outer;
        object.set_text(self.cursor.since(start)?);
        Some(())
    }

    /// Reads a value that should be an array of objects into its field. `elements` is an empty list to fill.
    fn array<T: Fields<'a>>(
        &mut self,
        place: fn(usize) -> Place,
        mut elements: Vec<Field<'a, T>>,
        field: &mut Field<'a, List<'a, T>>,
    ) -> Option<()> {
        let start = self.cursor.at();
        if !self.cursor.eat(b'[') {
            return self.other(field);
        }
        while self.cursor.next_element(elements.len(), b']')? {
            let place = place(elements.len());
            self.object(place, elements.push_mut(Field::Absent))?;
        }
        *field = Field::Is(List { text: self.cursor.since(start)?, elements });
        Some(())
    }

    /// Takes a value that is not what its field should be.
    fn other<T>(&mut self, field: &mut Field<'a, T>) -> Option<()> {
        let text = self.cursor.value()?;
        *field = if Kind::of(text) == Kind::Null { Field::Null(text) } else { Field::Wrong(text) };
        Some(())
    }

    /// Reads an object's members, behind its brace, into where they belong.
    fn members<T: Fields<'a>>(&mut self, object: &mut T) -> Option<()> {
        let place = self.place;
        // Where the key of each field stands first; none stands at 0, where the request begins.
        let mut firsts = [0; PARAMETERS.len()];
        let mut duplicates = Vec::new();
        let mut count = 0;
        loop {
            let start = self.cursor.at();
            let (key, field) = match self.known_prefix::<T>(count) {
                Some(prefix) => prefix,
                None if self.cursor.next_element(count, b'}')? => self.new_prefix::<T>(count, start)?,
                None => break,
            };
            count = count.saturating_add(1);
            let Some((index, first)) = field.and_then(|index| Some((index, firsts.get_mut(index)?))) else {
                self.unknown.push(Unknown { place, key: self.cursor.cut(key)? });
                self.cursor.skip_value()?;
                continue;
            };
            if *first == 0 {
                *first = key.start;
            } else {
                let (first, last) = (self.cursor.key_at(*first)?, self.cursor.cut(key)?);
                note_duplicate::<T>(index, Duplicate { place, name: "", first, last }, &mut duplicates);
            }
            object.fill(index, self)?;
        }
        self.duplicates.append(&mut duplicates);
        Some(())
    }

    /// Takes what stands before the value of an object's next member, behind `count` others, if it is what stood there in
    /// the last object of its kind. Returns where the key stands, and the place of its name if it is one.
    fn known_prefix<T: Fields<'a>>(&mut self, count: usize) -> Option<(Range<usize>, Option<usize>)> {
        let start = self.cursor.at();
        let prefix = self.scratch.layouts.get(T::LAYOUT)?.get(count)?;
        if !self.cursor.eat_text(prefix.text) {
            return None;
        }
        self.cursor.skip_white_space();
        Some((start.wrapping_add(prefix.key.start)..start.wrapping_add(prefix.key.end), prefix.field))
    }

    /// Takes the same, whatever it is, of which the part from `start` on was taken; keeps it for the next object.
    fn new_prefix<T: Fields<'a>>(
        &mut self,
        count: usize,
        start: usize,
    ) -> Option<(Range<usize>, Option<usize>)> {
        let key = self.cursor.key()?;
        let field = position_of(self.cursor.cut(key.clone())?, T::NAMES);
        let range = key.start.wrapping_sub(start)..key.end.wrapping_sub(start);
        let prefix = KeyPrefix { text: self.cursor.since(start)?, key: range, field };
        self.scratch.layouts.get_mut(T::LAYOUT)?.keep(count, prefix);
        Some((key, field))
    }

    /// Forgets what was noted below the basket, or below one of its arrays: it stands twice, and only the last counts.
    fn forget(&mut self, discarded: impl Fn(Place) -> bool) {
        self.duplicates.retain(|duplicate| !discarded(duplicate.place));
        self.unknown.retain(|unknown| !discarded(unknown.place));
    }
}

/// The place of a key's name among `names`.
fn position_of(key: &str, names: &[&str]) -> Option<usize> {
    let position = |name: &[u8]| names.iter().position(|known| known.as_bytes() == name);
    // Keys are hardly ever written with escapes.
    position(key.as_bytes())
        .or_else(|| position(&json::decode_key(Some(key).filter(|key| key.contains('\\'))?)))
}

/// Notes that the field at `index` stands twice; of one that stands oftener, the first and the last.
fn note_duplicate<'a, T: Fields<'a>>(index: usize, duplicate: Duplicate<'a>, noted: &mut Vec<Duplicate<'a>>) {
    let Some(name) = T::NAMES.get(index).filter(|name| T::is_listed(name)) else { return };
    match noted.iter_mut().find(|earlier| earlier.name == *name) {
        Some(earlier) => earlier.last = duplicate.last,
        None => noted.push(Duplicate { name, ..duplicate }),
    }
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
