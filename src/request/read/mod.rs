//! Reads a request in one pass over its text. Everything is borrowed from the text, and no tree is built.

mod value;

use super::field::{Field, List};
use super::fields::{PARAMETERS, Request};
use super::keys::{Duplicate, Unknown};
use super::object::Readable;
use super::parameter::{Parameter, Scope};
use super::place::Place;
use super::scratch::Scratch;
use crate::json::{self, Cursor, Kind};

/// Reads one request from its text; `None` if that is not one JSON object.
pub fn read(text: &str) -> Option<Request<'_>> {
    read_into(text, &mut Scratch::default())
}

/// [`read`] with the buffers of earlier requests, so that nothing is allocated unless they are too small.
pub fn read_into<'a>(text: &'a str, scratch: &mut Scratch<'a>) -> Option<Request<'a>> {
    let unknown = std::mem::take(&mut scratch.unknown);
    let mut reader = Reader {
        cursor: Cursor::new(text),
        scratch,
        place: Place::Request,
        duplicates: Vec::new(),
        unknown,
        has_repeats: false,
        starts: [Start::default(); 4],
    };
    let mut request = Request { text, ..Request::default() };
    reader.cursor.skip_white_space();
    reader.cursor.eat(b'{').then(|| reader.members(&mut request))??;
    reader.cursor.skip_white_space();
    if reader.has_repeats {
        reader.drop_overwritten();
    }
    request.duplicates = reader.duplicates;
    request.unknown = reader.unknown;
    reader.cursor.is_at_end().then_some(request)
}

/// Reads the request's objects, and collects the duplicates and the unknown keys in all of them.
pub(super) struct Reader<'s, 'a> {
    cursor: Cursor<'a>,
    scratch: &'s mut Scratch<'a>,
    /// The object that is being read.
    place: Place,
    duplicates: Vec<Duplicate<'a>>,
    unknown: Vec<Unknown<'a>>,
    /// Whether any field is more than once in its object.
    has_repeats: bool,
    /// Where what belongs to the last basket, items and discounts begins, by [`Place::object_index`].
    starts: [Start; 4],
}

/// How many duplicates and unknown keys were collected before a value.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    duplicates: usize,
    unknown: usize,
}

impl<'a> Reader<'_, 'a> {
    /// Reads an object, which begins here; returns whether it has a documented field.
    fn object<T: Readable<'a>>(&mut self, place: Place, object: &mut T) -> Option<bool> {
        let start = self.cursor.at();
        if !self.cursor.eat(b'{') {
            return None;
        }
        let outer = std::mem::replace(&mut self.place, place);
        let has_fields = self.members(object)?;
        self.place = outer;
        object.set_text(self.cursor.since(start)?);
        Some(has_fields)
    }

    /// Reads a value that should be an array of objects into its field. `objects` is an empty list to fill.
    fn array<T: Readable<'a>>(
        &mut self,
        place: fn(usize) -> Place,
        mut objects: Vec<(usize, T)>,
        field: &mut Field<'a, List<'a, T>>,
    ) -> Option<()> {
        self.note_start(place(0));
        let start = self.cursor.at();
        if !self.cursor.eat(b'[') {
            return self.wrong(field);
        }
        let mut others = Vec::new();
        let mut index = 0;
        while self.cursor.next_element(index, b']')? {
            let start = self.cursor.at();
            if self.cursor.peek()? != b'{' {
                others.push((index, self.cursor.value()?));
            } else if !self.object(place(index), &mut objects.push_mut((index, T::default())).1)? {
                objects.pop();
                others.push((index, self.cursor.since(start)?));
            }
            index += 1;
        }
        *field = Field::Is(List { text: self.cursor.since(start)?, objects, others });
        Some(())
    }

    /// Reads a value that is `null` or of the wrong type.
    fn wrong<T>(&mut self, field: &mut Field<'a, T>) -> Option<()> {
        let text = self.cursor.value()?;
        *field = if Kind::of(text) == Kind::Null { Field::Null(text) } else { Field::Wrong(text) };
        Some(())
    }

    /// Reads the members of an object, from after its opening brace to its closing one; returns whether it has a documented
    /// field.
    fn members<T: Readable<'a>>(&mut self, object: &mut T) -> Option<bool> {
        let place = self.place;
        // Where each field's first key is; no key is at 0, where the request begins.
        let mut firsts = [0; PARAMETERS.len()];
        let mut duplicates = Vec::new();
        let (mut count, mut has_fields) = (0, false);
        while self.cursor.next_element(count, b'}')? {
            let key = self.cursor.key()?;
            let field = find(T::TABLE, self.cursor.cut(key.clone())?);
            count += 1;
            let Some((index, first)) = field.and_then(|index| Some((index, firsts.get_mut(index)?))) else {
                self.unknown.push(Unknown { place, key: self.cursor.cut(key)? });
                self.cursor.skip_value()?;
                continue;
            };
            has_fields = true;
            if *first == 0 {
                *first = key.start;
            } else {
                self.has_repeats = true;
                let (first, last) = (self.cursor.key_at(*first)?, self.cursor.cut(key)?);
                let name = T::TABLE.get(index)?;
                note_duplicate(name, Duplicate { place, name: name.name, first, last }, &mut duplicates);
            }
            object.read_field(index, self)?;
        }
        self.duplicates.append(&mut duplicates);
        Some(has_fields)
    }

    /// Notes that the basket, or one of its arrays, begins: `place` is that of its object or objects.
    fn note_start(&mut self, place: Place) {
        let start = Start { duplicates: self.duplicates.len(), unknown: self.unknown.len() };
        if let Some(last) = self.starts.get_mut(place.object_index()) {
            *last = start;
        }
    }

    /// Drops what was collected in a basket, or in one of its arrays, that a later one overwrites.
    fn drop_overwritten(&mut self) {
        let [_, basket, items, discounts] = self.starts;
        let start = |place| match place {
            Place::Request => Start::default(),
            Place::Basket => basket,
            Place::Item(_) => items.max(basket),
            Place::Discount(_) => discounts.max(basket),
        };
        retain_from(&mut self.duplicates, |duplicate| start(duplicate.place).duplicates);
        retain_from(&mut self.unknown, |unknown| start(unknown.place).unknown);
    }
}

/// The index of the field that a key means, given without its quotes.
fn find(table: &[Parameter], key: &str) -> Option<usize> {
    let position = |name: &[u8]| table.iter().position(|parameter| parameter.name.as_bytes() == name);
    // A key with escapes is not the field's name as it is written.
    position(key.as_bytes())
        .or_else(|| position(&json::decode_key(Some(key).filter(|key| key.contains('\\'))?)))
}

/// Keeps the elements of a list whose index is at least what `start` returns for them.
fn retain_from<T>(list: &mut Vec<T>, start: impl Fn(&T) -> usize) {
    let mut indices = 0..;
    list.retain(|element| indices.next().is_some_and(|index| index >= start(element)));
}

/// Notes that a checked field is more than once in its object: its first key and its last.
fn note_duplicate<'a>(field: &Parameter, duplicate: Duplicate<'a>, noted: &mut Vec<Duplicate<'a>>) {
    if field.scope != Scope::Checked {
        return;
    }
    match noted.iter_mut().find(|earlier| earlier.name == field.name) {
        Some(earlier) => earlier.last = duplicate.last,
        None => noted.push(duplicate),
    }
}
