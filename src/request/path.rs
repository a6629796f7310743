//! The path of a field of a request, and its three notations.

use super::fields::{Basket, Item, Request};
use super::place::Place;

/// The path of a field of an object, or of the object itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// The object.
    pub place: Place,
    /// The field in it; `None` for the object itself.
    pub field: Option<&'a str>,
}

impl<'a> Path<'a> {
    /// The path of the field `name` of the object at `place`.
    pub fn of(place: Place, name: &'a str) -> Self {
        Self { place, field: Some(name) }
    }

    /// The path of the object at `place`.
    pub fn to(place: Place) -> Self {
        Self { place, field: None }
    }

    /// Whether a number at this path is an amount of money: every number is, except a quantity.
    pub fn is_amount(&self) -> bool {
        self.field != Some(Item::quantity)
    }

    /// The steps from the request to the field.
    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        use Step::{Index, Name};
        let basket = Some(Name(Request::basket));
        let place = match self.place {
            Place::Request => [None, None, None],
            Place::Basket => [basket, None, None],
            Place::Item(i) => [basket, Some(Name(Basket::basket_items)), Some(Index(i))],
            Place::Discount(i) => [basket, Some(Name(Basket::discounts)), Some(Index(i))],
        };
        place.into_iter().flatten().chain(self.field.map(Name))
    }

    /// The path as a JSON Pointer (RFC 6901): `/basket/basket_items/1/price`.
    pub fn pointer(&self) -> String {
        self.steps().fold(String::new(), |pointer, step| match step {
            Step::Name(name) => pointer + "/" + &name.replace('~', "~0").replace('/', "~1"),
            Step::Index(index) => format!("{pointer}/{index}"),
        })
    }

    /// The path in the style of the vendor's page (contract §4): `basket.basketItems[1].price`.
    pub fn argument(&self) -> String {
        self.steps().fold(String::new(), |path, step| match step {
            Step::Name(name) if path.is_empty() => camel_case(name),
            Step::Name(name) => path + "." + &camel_case(name),
            Step::Index(index) => format!("{path}[{index}]"),
        })
    }
}

impl std::fmt::Display for Path<'_> {
    /// Writes the path with the request's own names: `basket.basket_items[1].price`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, step) in self.steps().enumerate() {
            match step {
                Step::Name(name) if index == 0 => formatter.write_str(name)?,
                Step::Name(name) => write!(formatter, ".{name}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |camel, word| {
        let mut letters = word.chars();
        let initial = letters.next().map(|letter| letter.to_ascii_uppercase());
        camel + &initial.into_iter().chain(letters).collect::<String>()
    })
}
