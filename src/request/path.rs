//! The way to a field of a request, and the three ways it is written.

/// An object of the request, or where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The request itself.
    #[default]
    Request,
    /// `basket`
    Basket,
    /// `basket.basket_items[i]`
    Item(usize),
    /// `basket.discounts[i]`
    Discount(usize),
}

/// The way to a field: an object of the request, and a field in it unless the object itself is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// The object.
    pub place: Place,
    /// The field in it.
    pub field: Option<&'a str>,
}

impl<'a> Path<'a> {
    /// The field `name` of the object at `place`.
    #[must_use]
    pub fn of(place: Place, name: &'a str) -> Self {
        Self { place, field: Some(name) }
    }

    /// The object at `place` itself.
    #[must_use]
    pub fn to(place: Place) -> Self {
        Self { place, field: None }
    }

    /// Whether the number that it leads to is an amount of money: all are but the quantities.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        self.field != Some("quantity")
    }

    /// Its steps from the request down.
    fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        use Step::{Index, Name};
        let place = match self.place {
            Place::Request => [None, None, None],
            Place::Basket => [Some(Name("basket")), None, None],
            Place::Item(i) => [Some(Name("basket")), Some(Name("basket_items")), Some(Index(i))],
            Place::Discount(i) => [Some(Name("basket")), Some(Name("discounts")), Some(Index(i))],
        };
        place.into_iter().flatten().chain(self.field.map(Name))
    }

    /// As a JSON pointer: `/basket/basket_items/1/price`.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.steps().fold(String::new(), |pointer, step| match step {
            Step::Name(name) => pointer + "/" + &name.replace('~', "~0").replace('/', "~1"),
            Step::Index(index) => format!("{pointer}/{index}"),
        })
    }

    /// In the style of the vendor's page (contract §4): `basket.basketItems[1].price`.
    #[must_use]
    pub fn argument(&self) -> String {
        self.join(camel_case)
    }

    fn join(&self, spell: impl Fn(&str) -> String) -> String {
        self.steps().fold(String::new(), |path, step| match step {
            Step::Name(name) if path.is_empty() => spell(name),
            Step::Name(name) => path + "." + &spell(name),
            Step::Index(index) => format!("{path}[{index}]"),
        })
    }
}

impl std::fmt::Display for Path<'_> {
    /// In the request's own names: `basket.basket_items[1].price`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.join(str::to_owned))
    }
}

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
