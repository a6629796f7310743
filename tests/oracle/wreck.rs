//! Requests with errors, and requests at the limits.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::request::{Members, Plan, Tree, consistent};

/// One thing done to one place of a request.
#[derive(Clone, Debug)]
pub(crate) enum Wreck {
    Remove,
    Negate,
    Replace(&'static str),
    Wrap,
    /// Says the field again, with this value or its own, anywhere in the same object.
    Again(Option<&'static str>, Index),
}

impl Wreck {
    pub(crate) fn apply(&self, tree: &mut Tree, place: Index) {
        let places = tree.places();
        if places > 0 {
            tree.at_place(&mut place.index(places), &|members, index| self.act(members, index));
        }
    }

    fn act(&self, members: &mut Members, index: usize) {
        let (key, value) = members[index].clone();
        match self {
            Self::Remove => drop(members.remove(index)),
            Self::Replace(json) => members[index].1 = Tree::Leaf((*json).to_owned()),
            Self::Wrap => members[index].1 = Tree::List(vec![(String::new(), value)]),
            Self::Again(json, to) => {
                let value = json.map_or(value, |json| Tree::Leaf(json.to_owned()));
                members.insert(to.index(members.len() + 1), (key, value));
            }
            Self::Negate => {
                if let Tree::Leaf(json) = &mut members[index].1 {
                    match json.chars().next() {
                        Some('-') => drop(json.remove(0)),
                        Some('0'..='9') => json.insert(0, '-'),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Damage to the finished text of a request. The model decides which errors it causes.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Cut(Index),
    Byte(Index, u8),
    Line(&'static str),
}

impl Damage {
    pub(crate) fn apply(&self, text: &mut Vec<u8>) {
        match self {
            // The first byte is kept: it decides between a request and an array.
            Self::Cut(at) => text.truncate(1 + at.index(text.len() - 1)),
            Self::Byte(at, byte) => {
                let at = 1 + at.index(text.len() - 1);
                text[at] = *byte;
            }
            Self::Line(line) => *text = line.as_bytes().to_vec(),
        }
    }
}

/// Values for wrong places: zeros, other types, IDs, and numbers just below and above each limit.
const VALUES: [&str; 24] = [
    "null",
    "0",
    "-0.00",
    "\"12.50\"",
    "\"\"",
    "true",
    "{}",
    "[]",
    "[null]",
    "[{}]",
    "[{\"price\":0}]",
    "[{\"amount\":0}]",
    "\"A-1\"",
    "42",
    "1e400",
    "-1e400",
    "1e-400",
    "0e99999999999999999999",
    "1e99999999999999999999",
    "-1e-99999999999999999999",
    "79228162514264337593543950335",
    "-1e29",
    "0.30000000000000004",
    "0.12345678901234567890123456789",
];

/// Amounts at the limits of 28 decimals and 2⁹⁶, mostly inside.
const EXTREMES: [&str; 20] = [
    "79228162514264337593543950335",
    "-7922816251426433759354395033.5",
    "0",
    "1",
    "0.1",
    "0.2",
    "-1",
    "7e28",
    "-7e28",
    "79228162514264337593543950330",
    "1e-28",
    "-1e-28",
    "9999999999999999999999999999",
    "0.9999999999999999999999999999",
    "1234567890.123456789012345678",
    "5e27",
    "12345678901234567890.12345678",
    "0.00000000000000000000000000010",
    "1e-29",
    "79228162514264337593543950336",
];

/// Requests that are free, enormous or minute, with totals that are right as far as that can be.
fn extreme() -> impl Strategy<Value = Plan> {
    let text = || select(&EXTREMES[..]).prop_map(str::to_owned);
    let free = || Just("0".to_owned());
    let lines = prop_oneof![(vec(free(), 1..3), vec(free(), 0..2)), (vec(text(), 1..4), vec(text(), 0..3)),];
    (lines, any::<u64>()).prop_map(|((prices, discounts), dress)| Plan {
        prices,
        discounts,
        order: None,
        owner: None,
        dress,
    })
}

/// Any request: few IDs, so that they are repeated, and any number of errors.
pub(crate) fn wrecked() -> impl Strategy<Value = (Tree, u64)> {
    let order = select(&["null", "\"A-1\"", "\"A-2\"", "\"\\u0041-2\"", "\"İ\"", "\"\"", "7"][..]);
    let owner = select(&["null", "42", "\"42\"", "\"\\u0034\\u0032\"", "4.2e1", "\"ayşe\"", "7", "\"\""][..]);
    let ids = (proptest::option::of(order), proptest::option::of(owner));
    let wreck = prop_oneof![
        Just(Wreck::Remove),
        Just(Wreck::Negate),
        Just(Wreck::Wrap),
        select(&VALUES[..]).prop_map(Wreck::Replace),
        (proptest::option::of(select(&VALUES[..])), any::<Index>())
            .prop_map(|(value, to)| Wreck::Again(value, to)),
    ];
    let wrecks = vec((wreck, any::<Index>()), 0..5);
    (prop_oneof![consistent(), extreme()], ids, wrecks).prop_map(|(mut plan, (order, owner), wrecks)| {
        plan.order = order.map(str::to_owned);
        plan.owner = owner.map(str::to_owned);
        let mut tree = plan.tree();
        for (wreck, place) in wrecks {
            wreck.apply(&mut tree, place);
        }
        (tree, plan.dress)
    })
}

/// Mostly none.
pub(crate) fn damage() -> impl Strategy<Value = Option<Damage>> {
    // No braces: the text after a request that ends too early could be read as the next request.
    let byte = select(&b"[],:\"\\0e.- \t\x00\x1f\x7f\x80\xff"[..]);
    let line = select(
        &["42", "null", "\"amount\"", "tru", "{}", "{\"amount\":01}", "{'amount':1}", "{,}", "nan"][..],
    );
    let damage = prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), byte).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        line.prop_map(Damage::Line),
    ];
    proptest::option::weighted(0.1, damage)
}
