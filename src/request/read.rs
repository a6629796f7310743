//! Reads a request in one pass over its text, with a visitor that lends everything and builds no tree.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Result;

use super::{
    Basket, Discount, Duplicate, Field, Item, List, Number, PARAMETERS, Place, Request, Type, Unknown,
};
use crate::amount;
use crate::json::{self, Kind, Raw};

/// How much a reading is to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Enough for a verdict: the texts of objects and arrays stay empty. Fast, and fails where an object
    /// or an array is of another type, which is then for [`Detail::Findings`].
    Verdict,
    /// All that a finding may point at. Reads objects and arrays twice, once for each level above them.
    Findings,
}

/// Reads one request from its text.
///
/// # Errors
/// The syntax error, if the text is not one JSON object; in a [`Detail::Verdict`] reading also
/// where an object or an array of contract §1 is of another type.
pub fn read(text: &str, detail: Detail) -> Result<Request<'_>> {
    read_into(text, detail, &mut Spare::default())
}

/// What requests that are done with leave for the next, so that it need not be allocated again.
#[derive(Debug, Default)]
pub(crate) struct Spare<'a> {
    items: Vec<Field<'a, Item<'a>>>,
    discounts: Vec<Field<'a, Discount<'a>>>,
    unknown: Vec<Unknown<'a>>,
}

impl<'a> Spare<'a> {
    /// Takes back what a request has used.
    pub(crate) fn take_back(&mut self, request: Request<'a>) {
        fn empty<T>(mut list: Vec<T>) -> Vec<T> {
            list.clear();
            list
        }
        self.unknown = empty(request.unknown);
        let Field::Is(basket) = request.basket else { return };
        if let Field::Is(items) = basket.basket_items {
            self.items = empty(items.elements);
        }
        if let Field::Is(discounts) = basket.discounts {
            self.discounts = empty(discounts.elements);
        }
    }
}

/// [`read`] without an allocation, but for what `spare` lacks.
pub(crate) fn read_into<'a>(text: &'a str, detail: Detail, spare: &mut Spare<'a>) -> Result<Request<'a>> {
    let unknown = std::mem::take(&mut spare.unknown);
    let mut notes = Notes { detail, place: Place::Request, duplicates: Vec::new(), unknown, spare };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut request = Request::default();
    deserializer.deserialize_map(Fill { object: &mut request, notes: &mut notes })?;
    deserializer.end()?;
    request.text = text;
    request.duplicates = notes.duplicates;
    request.unknown = notes.unknown;
    Ok(request)
}

/// What is noted on the way through the request's objects.
struct Notes<'s, 'a> {
    detail: Detail,
    spare: &'s mut Spare<'a>,
    /// The object that is being read.
    place: Place,
    duplicates: Vec<Duplicate<'a>>,
    unknown: Vec<Unknown<'a>>,
}

impl Notes<'_, '_> {
    /// Forgets what was noted below the basket, or below one of its arrays: it stands twice, and only the last counts.
    fn forget(&mut self, discarded: impl Fn(Place) -> bool) {
        self.duplicates.retain(|duplicate| !discarded(duplicate.place));
        self.unknown.retain(|unknown| !discarded(unknown.place));
    }
}

/// An object of the request that is filled field by field.
trait Fields<'a>: Default {
    /// The fields that are read.
    const NAMES: &'static [&'static str];

    /// Reads the value of the field that stands at `index` in [`NAMES`](Self::NAMES).
    fn fill<A: MapAccess<'a>>(
        &mut self,
        index: usize,
        map: &mut A,
        notes: &mut Notes<'_, 'a>,
    ) -> std::result::Result<(), A::Error>;

    /// Takes the object's own text.
    fn set_text(&mut self, text: &'a str);

    /// Whether contract §1 lists the field `name`, so that it must not stand twice.
    fn is_listed(_name: &str) -> bool {
        true
    }
}

impl<'a> Fields<'a> for Request<'a> {
    const NAMES: &'static [&'static str] = &Request::NAMES;

    fn fill<A: MapAccess<'a>>(
        &mut self,
        index: usize,
        map: &mut A,
        notes: &mut Notes<'_, 'a>,
    ) -> std::result::Result<(), A::Error> {
        match PARAMETERS.get(index).map(|parameter| parameter.kind) {
            Some(Type::Number) => self.amount = number(map)?,
            Some(Type::Basket) => {
                notes.forget(|place| place != Place::Request);
                notes.place = Place::Basket;
                map.next_value_seed(Object { field: &mut self.basket, notes })?;
                notes.place = Place::Request;
            }
            _ => {
                let text = map.next_value::<Raw>()?.get();
                if let Some(parameter) = self.parameters.get_mut(index) {
                    *parameter = (Kind::of(text) != Kind::Null).then_some(text);
                }
            }
        }
        Ok(())
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

    fn fill<A: MapAccess<'a>>(
        &mut self,
        index: usize,
        map: &mut A,
        notes: &mut Notes<'_, 'a>,
    ) -> std::result::Result<(), A::Error> {
        match index {
            0 => self.total_product_amount = number(map)?,
            1 => self.total_amount = number(map)?,
            2 => self.total_discount_amount = number(map)?,
            3 => {
                notes.forget(|place| matches!(place, Place::Item(_)));
                let list = std::mem::take(&mut notes.spare.items);
                self.basket_items = map.next_value_seed(Array { list, place: Place::Item, notes })?;
            }
            _ => {
                notes.forget(|place| matches!(place, Place::Discount(_)));
                let list = std::mem::take(&mut notes.spare.discounts);
                self.discounts = map.next_value_seed(Array { list, place: Place::Discount, notes })?;
            }
        }
        notes.place = Place::Basket;
        Ok(())
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

impl<'a> Fields<'a> for Item<'a> {
    const NAMES: &'static [&'static str] = &Item::NAMES;

    fn fill<A: MapAccess<'a>>(
        &mut self,
        index: usize,
        map: &mut A,
        _: &mut Notes<'_, 'a>,
    ) -> std::result::Result<(), A::Error> {
        let field = match index {
            0 => &mut self.price,
            1 => &mut self.unit_price,
            _ => &mut self.quantity,
        };
        *field = number(map)?;
        Ok(())
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

impl<'a> Fields<'a> for Discount<'a> {
    const NAMES: &'static [&'static str] = &Discount::NAMES;

    fn fill<A: MapAccess<'a>>(
        &mut self,
        _: usize,
        map: &mut A,
        _: &mut Notes<'_, 'a>,
    ) -> std::result::Result<(), A::Error> {
        self.amount = number(map)?;
        Ok(())
    }

    fn set_text(&mut self, text: &'a str) {
        self.text = text;
    }
}

/// The next value, as a number.
fn number<'a, A: MapAccess<'a>>(map: &mut A) -> std::result::Result<Field<'a, Number<'a>>, A::Error> {
    let text = map.next_value::<Raw>()?.get();
    Ok(match Kind::of(text) {
        Kind::Number => Field::Is(Number { text, value: amount::parse(text).ok() }),
        Kind::Null => Field::Null(text),
        _ => Field::Wrong(text),
    })
}

/// Reads an object's fields into where they belong.
struct Fill<'n, 's, 'a, T> {
    object: &'n mut T,
    notes: &'n mut Notes<'s, 'a>,
}

impl<'a, T: Fields<'a>> Visitor<'a> for Fill<'_, '_, 'a, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let Self { object, notes } = self;
        let place = notes.place;
        let mut keys: [Option<&'a str>; PARAMETERS.len()] = [None; PARAMETERS.len()];
        let mut duplicates = Vec::new();
        let mut next = 0;
        while let Some(key) = next_key(&mut map, notes.detail)? {
            // Most requests have their fields in the documented order.
            let is_next = T::NAMES.get(next).is_some_and(|name| *name == key);
            let index = if is_next { Some(next) } else { position_of(key, T::NAMES) };
            let Some((index, seen)) = index.and_then(|index| Some((index, keys.get_mut(index)?))) else {
                notes.unknown.push(Unknown { place, key });
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(first) = *seen {
                note_duplicate::<T>(index, Duplicate { place, name: "", first, last: key }, &mut duplicates);
            }
            seen.get_or_insert(key);
            next = index.saturating_add(1);
            object.fill(index, &mut map, notes)?;
        }
        notes.duplicates.append(&mut duplicates);
        Ok(())
    }
}

/// The next key's characters, without its quotes. In a verdict's reading, a key with escapes fails.
fn next_key<'a, A: MapAccess<'a>>(
    map: &mut A,
    detail: Detail,
) -> std::result::Result<Option<&'a str>, A::Error> {
    match detail {
        Detail::Verdict => map.next_key(),
        Detail::Findings => Ok(map.next_key::<Raw>()?.map(|key| json::unquote(key.get()))),
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

/// Reads a value that should be an object into its field.
struct Object<'n, 's, 'a, T> {
    field: &'n mut Field<'a, T>,
    notes: &'n mut Notes<'s, 'a>,
}

impl<'a, T: Fields<'a>> DeserializeSeed<'a> for Object<'_, '_, 'a, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        let Self { field, notes } = self;
        if notes.detail == Detail::Verdict {
            *field = Field::Is(T::default());
            let Field::Is(object) = field else { return Ok(()) };
            return deserializer.deserialize_map(Fill { object, notes });
        }
        *field = descend(deserializer, Kind::Object, |inner, text| {
            let mut object = T::default();
            inner.deserialize_map(Fill { object: &mut object, notes })?;
            object.set_text(text);
            Ok(object)
        })?;
        Ok(())
    }
}

/// Reads a value that should be an array of objects.
struct Array<'n, 's, 'a, T> {
    /// An empty list to fill.
    list: Vec<Field<'a, T>>,
    place: fn(usize) -> Place,
    notes: &'n mut Notes<'s, 'a>,
}

impl<'a, T: Fields<'a>> Visitor<'a> for Array<'_, '_, 'a, T> {
    type Value = List<'a, T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> std::result::Result<Self::Value, A::Error> {
        let mut elements = self.list;
        loop {
            self.notes.place = (self.place)(elements.len());
            let field = elements.push_mut(Field::Absent);
            if seq.next_element_seed(Object { field, notes: self.notes })?.is_none() {
                // There was no element for the last one.
                elements.pop();
                return Ok(List { text: "", elements });
            }
        }
    }
}

impl<'a, T: Fields<'a>> DeserializeSeed<'a> for Array<'_, '_, 'a, T> {
    type Value = Field<'a, List<'a, T>>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> std::result::Result<Self::Value, D::Error> {
        if self.notes.detail == Detail::Verdict {
            return deserializer.deserialize_seq(self).map(Field::Is);
        }
        descend(deserializer, Kind::Array, |inner, text| {
            let mut list = inner.deserialize_seq(self)?;
            list.text = text;
            Ok(list)
        })
    }
}

/// Takes the next value's text first, and reads it only if it is of the wanted kind.
fn descend<'a, D: Deserializer<'a>, T>(
    deserializer: D,
    wanted: Kind,
    read: impl FnOnce(&mut serde_json::Deserializer<serde_json::de::StrRead<'a>>, &'a str) -> Result<T>,
) -> std::result::Result<Field<'a, T>, D::Error> {
    let text = <Raw as serde::Deserialize>::deserialize(deserializer)?.get();
    match Kind::of(text) {
        kind if kind == wanted => {
            let mut inner = serde_json::Deserializer::from_str(text);
            read(&mut inner, text).map(Field::Is).map_err(D::Error::custom)
        }
        Kind::Null => Ok(Field::Null(text)),
        _ => Ok(Field::Wrong(text)),
    }
}
