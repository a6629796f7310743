//! Requests built from their lines: consistent, in any notation and order.

use proptest::collection::vec;
use proptest::prelude::*;

use super::dice::Dice;
use super::exact::Exact;

/// The content of a request. Its totals are computed from it, and `dress` chooses its notation.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) prices: Vec<String>,
    pub(crate) discounts: Vec<String>,
    /// The values of `order_id` and `session_owner_id`, as JSON.
    pub(crate) order: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) dress: u64,
}

/// A JSON value to be printed: scalars as they are written, the elements of a list under an empty key.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Leaf(String),
    List(Members),
    Object(Members),
}

pub(crate) type Members = Vec<(String, Tree)>;

/// Fields that are never read, in any object.
const UNKNOWN: [(&str, &str); 9] = [
    ("açıklama", r#""İçinde \"ğüşöç\" ve \\ geçen \ud83d\ude00 bir not""#),
    ("note", r#"{"amount":-1,"amount":null,"basket":{"discounts":[{"amount":"x"}]}}"#),
    ("", "[[[[[[[[{\"price\":[1e999,-0.0E-0]}]]]]]]]]"),
    ("Amount", "1e400"),
    ("amount ", "false"),
    ("total_ammount", "\"\""),
    ("basketItems", "[{},[],null]"),
    ("şehir", "\"\\ud800\""),
    ("\u{1f600}\u{0}\"\\", "0"),
];

/// Known names that have no meaning in this object.
const STRANGERS_IN_ROOT: [&str; 4] = ["price", "total_amount", "discounts", "basket_items"];
const STRANGERS_IN_BASKET: [&str; 4] = ["amount", "order_id", "basket", "quantity"];
const STRANGERS_IN_ITEM: [&str; 4] = ["amount", "total_amount", "basket_items", "discounts"];
const STRANGERS_IN_DISCOUNT: [&str; 4] = ["price", "unit_price", "total_discount_amount", "currency"];

/// White space that keeps a request on its line, and any.
pub(crate) const LINE: [&str; 4] = ["", "", " ", "\t "];
pub(crate) const LOOSE: [&str; 6] = ["", "", " ", "\n", "\r\n\t", "\n\n    "];

impl Plan {
    pub(crate) fn tree(&self) -> Tree {
        let mut dice = Dice(self.dress);
        let mut root =
            vec![("amount", number(&mut dice, &self.net().to_string())), ("basket", self.basket(&mut dice))];
        root.extend(self.order.clone().map(|order| ("order_id", Tree::Leaf(order))));
        root.extend(self.owner.clone().map(|owner| ("session_owner_id", Tree::Leaf(owner))));
        if dice.one_in(3) {
            root.push(("currency", Tree::Leaf("\"TRY\"".to_owned())));
        }
        dressed(&mut dice, root, &STRANGERS_IN_ROOT)
    }

    /// The sum of the amounts that can be read; the others are errors.
    fn sum(texts: &[String]) -> Exact {
        let readable = texts.iter().filter_map(|text| Exact::parse(text));
        readable.fold(Exact::ZERO, Exact::plus)
    }

    fn net(&self) -> Exact {
        Self::sum(&self.prices).minus(Self::sum(&self.discounts))
    }

    fn basket(&self, dice: &mut Dice) -> Tree {
        let products = Self::sum(&self.prices).to_string();
        let discounts = Self::sum(&self.discounts).to_string();
        let mut basket = vec![
            ("total_product_amount", number(dice, &products)),
            ("total_amount", number(dice, &self.net().to_string())),
        ];
        if !self.discounts.is_empty() || !dice.one_in(3) {
            basket.push(("total_discount_amount", number(dice, &discounts)));
        }
        let items = self.prices.iter().map(|price| item(dice, price)).collect();
        basket.push(("basket_items", list(items)));
        if !self.discounts.is_empty() || dice.one_in(3) {
            let discounts = self.discounts.iter().map(|amount| discount(dice, amount)).collect();
            basket.push(("discounts", list(discounts)));
        } else if dice.one_in(3) {
            basket.push(("discounts", Tree::Leaf("null".to_owned())));
        }
        dressed(dice, basket, &STRANGERS_IN_BASKET)
    }
}

fn item(dice: &mut Dice, price: &str) -> Tree {
    let mut item = vec![("price", number(dice, price))];
    if dice.one_in(2) {
        item.push(("unit_price", number(dice, price.trim_start_matches('-'))));
        item.push(("quantity", Tree::Leaf(dice.pick(&["1", "1.0", "null", "2.5", "-1"]).to_owned())));
    }
    dressed(dice, item, &STRANGERS_IN_ITEM)
}

fn discount(dice: &mut Dice, amount: &str) -> Tree {
    let discount = vec![("amount", number(dice, amount))];
    dressed(dice, discount, &STRANGERS_IN_DISCOUNT)
}

fn number(dice: &mut Dice, text: &str) -> Tree {
    Tree::Leaf(Exact::parse(text).map_or(text.to_owned(), |value| dice.spell(value)))
}

fn list(elements: Vec<Tree>) -> Tree {
    Tree::List(elements.into_iter().map(|element| (String::new(), element)).collect())
}

/// An object of these fields and sometimes some unknown ones, in any order.
fn dressed(dice: &mut Dice, fields: Vec<(&str, Tree)>, strangers: &[&str]) -> Tree {
    let mut members: Vec<_> = fields.into_iter().map(|(key, tree)| (key.to_owned(), tree)).collect();
    while dice.one_in(4) {
        let (key, json) = UNKNOWN[dice.roll(UNKNOWN.len())];
        let key = if dice.one_in(3) { dice.pick(strangers) } else { key };
        members.push((key.to_owned(), Tree::Leaf(json.to_owned())));
    }
    dice.shuffle(&mut members);
    Tree::Object(members)
}

impl Tree {
    pub(crate) fn print(&self, dress: u64, gaps: &[&str]) -> String {
        let mut text = String::new();
        self.print_into(&mut text, &mut Dice(dress), gaps);
        text
    }

    fn print_into(&self, text: &mut String, dice: &mut Dice, gaps: &[&str]) {
        let (open, members, close) = match self {
            Self::Leaf(json) => return text.push_str(json),
            Self::List(elements) => ('[', elements, ']'),
            Self::Object(members) => ('{', members, '}'),
        };
        text.push(open);
        for (n, (key, value)) in members.iter().enumerate() {
            text.push_str(if n == 0 { "" } else { "," });
            text.push_str(dice.pick(gaps));
            if open == '{' {
                text.push_str(&dice.quote(key));
                text.push_str(dice.pick(gaps));
                text.push(':');
                text.push_str(dice.pick(gaps));
            }
            value.print_into(text, dice, gaps);
            text.push_str(dice.pick(gaps));
        }
        text.push(close);
    }

    /// How many members and elements there are, at any depth.
    pub(crate) fn places(&self) -> usize {
        match self {
            Self::Leaf(_) => 0,
            Self::List(members) | Self::Object(members) => {
                members.iter().map(|(_, tree)| 1 + tree.places()).sum()
            }
        }
    }

    /// Lets `act` change the place numbered `n`, counted depth first; returns whether it was reached.
    pub(crate) fn at_place(&mut self, n: &mut usize, act: &dyn Fn(&mut Members, usize)) -> bool {
        let (Self::List(members) | Self::Object(members)) = self else {
            return false;
        };
        for index in 0..members.len() {
            if *n == 0 {
                act(members, index);
                return true;
            }
            *n -= 1;
            if members[index].1.at_place(n, act) {
                return true;
            }
        }
        false
    }

    /// The value of the field that these keys lead to.
    pub(crate) fn field(&mut self, keys: &[&str]) -> Option<&mut String> {
        match (self, keys) {
            (Self::Leaf(json), []) => Some(json),
            (Self::Object(members), [key, rest @ ..]) => {
                members.iter_mut().find(|(name, _)| name == key)?.1.field(rest)
            }
            _ => None,
        }
    }
}

/// A request that is right in every respect but for the order ID, which only its stream can know.
pub(crate) fn consistent() -> impl Strategy<Value = Plan> {
    // A single product is not free: that is an error of its own.
    let one = vec(1..9_999_999_u64, 1);
    let several = vec(prop_oneof![Just(0), 0..9_999_999_u64], 2..6);
    let prices = prop_oneof![one, several, Just(Vec::new())];
    let cuts = vec(0..=100_u64, 0..4);
    (0..7_u32, prices, cuts, any::<u64>()).prop_map(|(scale, prices, cuts, dress)| {
        // Each discount has a limit, so that the net is never below zero.
        let products: u64 = prices.iter().sum();
        let share = cuts.len() as u64 * 100;
        let discounts = cuts.iter().map(|cut| products * cut / share).collect::<Vec<_>>();
        let money = |units: &u64| format!("{units}e-{scale}");
        Plan {
            prices: prices.iter().map(money).collect(),
            discounts: discounts.iter().map(money).collect(),
            order: None,
            owner: None,
            dress,
        }
    })
}
