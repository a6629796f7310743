//! Causes of wrong totals: if one field of a consistent request is changed, its true cause is named, or none, and only a
//! changed total is safe to fix (contract §2, §9).

use std::fmt::Write;
use std::fs;

use crate::support::findings;
use hpplint::json::Span;
use hpplint::render::Words;
use hpplint::request::totals::Declared;
use hpplint::rules::Doubt;
use hpplint::rules::finding::{Applicability, Fix};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestCaseError};

/// A line of the basket, in kuruş.
#[derive(Clone, Debug)]
struct Item {
    unit_price: i64,
    quantity: i64,
    price: i64,
    detail: Detail,
}

/// What the request says about a line, in addition to its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    Nothing,
    Quantity,
    UnitPriceAndQuantity,
}

/// The numbers of a request, in kuruş.
#[derive(Clone, Debug)]
struct Order {
    amount: i64,
    products: i64,
    net: i64,
    discount: i64,
    items: Vec<Item>,
    discounts: Vec<i64>,
}

impl Order {
    /// With the totals of its basket.
    fn consistent(items: Vec<Item>, discounts: Vec<i64>) -> Self {
        let products: i64 = items.iter().map(|item| item.price).sum();
        let discount = discounts.iter().sum();
        let net = products - discount;
        Self { amount: net, products, net, discount, items, discounts }
    }

    fn total(&mut self, total: Declared) -> &mut i64 {
        match total {
            Declared::Amount => &mut self.amount,
            Declared::Products => &mut self.products,
            Declared::Net => &mut self.net,
            Declared::Discounts => &mut self.discount,
        }
    }

    fn text(&self) -> String {
        let items = self.items.iter().map(|item| {
            let (unit_price, quantity, price) = (lira(item.unit_price), item.quantity, lira(item.price));
            match item.detail {
                Detail::Nothing => format!(r#"{{"price":{price}}}"#),
                Detail::Quantity => format!(r#"{{"quantity":{quantity},"price":{price}}}"#),
                Detail::UnitPriceAndQuantity => {
                    format!(r#"{{"unit_price":{unit_price},"quantity":{quantity},"price":{price}}}"#)
                }
            }
        });
        let discounts = self.discounts.iter().map(|amount| format!(r#"{{"amount":{}}}"#, lira(*amount)));
        document(
            [self.amount, self.products, self.net, self.discount].map(lira),
            &items.collect::<Vec<_>>().join(","),
            &discounts.collect::<Vec<_>>().join(","),
        )
    }
}

/// A request with these totals, in the order of [`Declared`].
fn document([amount, products, net, discount]: [String; 4], items: &str, discounts: &str) -> String {
    let basket = format!(
        r#"{{"total_product_amount":{products},"total_amount":{net},"total_discount_amount":{discount},"basket_items":[{items}],"discounts":[{discounts}]}}"#
    );
    format!(r#"{{"amount":{amount},"basket":{basket}}}"#)
}

fn lira(kurus: i64) -> String {
    let sign = if kurus < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", kurus.abs() / 100, kurus.abs() % 100)
}

/// What the linter says of a request.
struct Answer<'a> {
    /// The comparisons that failed, each with its help.
    helps: Vec<(Declared, String)>,
    fixes: Vec<Fix<'a>>,
}

fn ask(text: &str) -> Answer<'_> {
    let findings = findings(text);
    let help = |total| {
        let code = match total {
            Declared::Amount => "AMOUNTS_DONT_MATCH",
            Declared::Products => "INVALID_TOTAL_PRODUCT_AMOUNT",
            Declared::Net => "INVALID_TOTAL_AMOUNT",
            Declared::Discounts => "INVALID_TOTAL_DISCOUNT_AMOUNT",
        };
        let finding = findings.iter().find(|finding| finding.rule.code == code)?;
        Some((total, Words::default().help(finding).unwrap()))
    };
    let helps = Declared::ALL.into_iter().filter_map(help).collect();
    Answer { helps, fixes: findings.iter().filter_map(|finding| finding.fix.clone()).collect() }
}

/// The text with the safe fixes applied.
fn fixed(text: &str, fixes: &[Fix]) -> String {
    let safe = fixes.iter().filter(|fix| fix.applicability.is_safe());
    let mut edits: Vec<_> = safe.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.iter().rev().fold(text.to_owned(), |text, edit| {
        let Span { start, end } = edit.span;
        format!("{}{}{}", text.get(..start).unwrap(), edit.replacement, text.get(end..).unwrap())
    })
}

/// Small numbers, because they are equal by chance more often.
fn amounts(least: i64) -> impl Strategy<Value = i64> {
    prop_oneof![least..50_000, (least..20).prop_map(|lira| lira * 100)]
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let details = [Detail::Nothing, Detail::Quantity, Detail::UnitPriceAndQuantity];
    let item = (amounts(1), 1_i64..5, prop::sample::select(details.to_vec()));
    let item = item.prop_map(|(unit_price, quantity, detail)| Item {
        unit_price,
        quantity,
        price: unit_price * quantity,
        detail,
    });
    prop::collection::vec(item, 1..6)
}

fn orders() -> impl Strategy<Value = Order> {
    let orders = (items(), prop::collection::vec(amounts(0), 0..4));
    let orders = orders.prop_map(|(items, discounts)| Order::consistent(items, discounts));
    orders.prop_filter("nothing to pay", |order| order.net > 0)
}

/// How a wrong number may be related to the right one, and to the rest of the request.
fn wrong(right: i64, order: &Order, way: usize, random: i64) -> i64 {
    let mut digits: Vec<u8> = right.abs().to_string().into_bytes();
    match way {
        0 => right + order.discounts.iter().sum::<i64>(),
        1 => right - order.discounts.iter().sum::<i64>(),
        2 => right + order.items.first().map_or(0, |item| item.price),
        3 => right - order.items.last().map_or(0, |item| item.price),
        4 => right * 100,
        5 => right * 10,
        6 => {
            digits.rotate_left(1);
            String::from_utf8(digits).unwrap().parse().unwrap()
        }
        7 => {
            let place = usize::try_from(random).unwrap() % digits.len();
            digits.swap(0, place);
            String::from_utf8(digits).unwrap().parse().unwrap()
        }
        8 => right + 1,
        9 => 0,
        _ => random,
    }
}

const WAYS: usize = 11;

/// Checks that the help states a fact as a fact, and anything else as a possibility.
fn is_honest(help: &str, order: &Order, changed: Option<Declared>) -> Result<(), TestCaseError> {
    let is_fact = help.contains("agree with the basket");
    prop_assert!(!is_fact || changed.is_some(), "{help}\n{order:?}");
    prop_assert!(!help.contains("binary floating point"), "{help}\n{order:?}");
    let clauses = help.split("; ").map(|clause| clause.trim_start_matches("or "));
    for clause in clauses {
        let is_hedged = ["it looks as if ", "the cause is the same as for "]
            .iter()
            .any(|hedge| clause.starts_with(hedge))
            || clause.contains(" would be right if ")
            || clause.contains(", or correct the ")
            || [
                "the discounts are higher than the prices",
                "no total may be below 0",
                "send all amounts with KDV, or all without",
                "send the full prices, or no discounts",
                "write rounded amounts in the basket",
            ]
            .contains(&clause);
        prop_assert!(is_hedged || clause.contains("agree with the basket"), "{help}\n{order:?}");
    }
    prop_assert!(help.matches("; or ").count() <= 1 && !help.contains('\n'), "{help}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        max_global_rejects: 100_000,
        ..ProptestConfig::with_failure_persistence(FileFailurePersistence::WithSource("proptest-regressions"))
    })]

    #[test]
    fn a_consistent_request_has_nothing_to_explain(order in orders()) {
        let text = order.text();
        let answer = ask(&text);
        prop_assert!(answer.helps.is_empty() && answer.fixes.is_empty());
    }

    /// Only this total is named, and its fix makes the request correct again.
    #[test]
    fn a_changed_total_is_what_is_wrong(
        order in orders(), which in 0_usize..4, way in 0..WAYS, random in 0_i64..100_000,
    ) {
        let total = Declared::ALL.into_iter().nth(which).unwrap();
        let mut changed = order.clone();
        let right = *changed.total(total);
        *changed.total(total) = wrong(right, &order, way, random);
        prop_assume!(*changed.total(total) != right);
        let text = changed.text();
        let answer = ask(&text);
        let [(about, help)] = answer.helps.as_slice() else { panic!("{:?}", answer.helps) };
        prop_assert_eq!(*about, total);
        is_honest(help, &changed, Some(total))?;
        let [Fix { applicability, .. }] = answer.fixes.as_slice() else { panic!("{:?}", answer.fixes) };
        // The basket agrees with three totals, but with a mistake it would agree with the changed one.
        if matches!(applicability, Applicability::Unsafe(Doubt::Basket(_))) {
            return Ok(());
        }
        let fact = "the other three totals agree with the basket";
        let fact = format!("set `{}` to {}: {fact}", total.path(), lira(right));
        prop_assert!(help.starts_with(&fact), "{}", help);
        prop_assert!(applicability.is_safe());
        prop_assert_eq!(fixed(&text, &answer.fixes), order.text());
    }

    /// No total is named as wrong, and the item is named if its own numbers prove it.
    #[test]
    fn a_changed_price_is_no_total_s_fault(
        order in orders(), index in any::<prop::sample::Index>(), way in 0..WAYS, random in 1_i64..100_000,
    ) {
        let mut changed = order.clone();
        let place = index.index(changed.items.len());
        let item = changed.items.get_mut(place).unwrap();
        let right = item.price;
        item.price = wrong(right, &order, way, random);
        prop_assume!(item.price != right);
        let is_detailed = item.detail == Detail::UnitPriceAndQuantity;
        let text = changed.text();
        let answer = ask(&text);
        prop_assert_eq!(answer.helps.len(), 3);
        for (_, help) in &answer.helps {
            is_honest(help, &changed, None)?;
        }
        prop_assert!(answer.fixes.iter().all(|fix| !fix.applicability.is_safe()));
        let (_, help) = answer.helps.first().unwrap();
        let names = format!("the three totals would be right if `basket.basket_items[{place}].price` were ");
        prop_assert_eq!(help.starts_with(&names), is_detailed, "{}", help);
    }

    /// The sums do not differ then.
    #[test]
    fn a_changed_unit_price_or_quantity_has_nothing_to_explain(
        order in orders(), index in any::<prop::sample::Index>(), is_price in any::<bool>(), more in 1_i64..9,
    ) {
        let mut changed = order;
        let place = index.index(changed.items.len());
        let item = changed.items.get_mut(place).unwrap();
        *(if is_price { &mut item.unit_price } else { &mut item.quantity }) += more;
        let text = changed.text();
        let answer = ask(&text);
        prop_assert!(answer.helps.is_empty() && answer.fixes.is_empty());
    }

    /// No total and no item is named as wrong.
    #[test]
    fn a_changed_discount_is_no_total_s_fault(
        order in orders(), index in any::<prop::sample::Index>(), way in 0..WAYS + 1, random in 0_i64..100_000,
    ) {
        prop_assume!(!order.discounts.is_empty());
        let mut changed = order.clone();
        let discount = changed.discounts.get_mut(index.index(order.discounts.len())).unwrap();
        let right = *discount;
        *discount = if way == WAYS { -right } else { wrong(right, &order, way, random) };
        prop_assume!(*discount != right);
        let is_turned = *discount == -right;
        let text = changed.text();
        let answer = ask(&text);
        prop_assert_eq!(answer.helps.len(), 3);
        for (_, help) in &answer.helps {
            is_honest(help, &changed, None)?;
            prop_assert!(!help.contains("would be right if `basket.basket_items"), "{}", help);
        }
        prop_assert!(answer.fixes.iter().all(|fix| !fix.applicability.is_safe()));
        let (_, help) = answer.helps.first().unwrap();
        let names = format!("amount` were {} instead of -", lira(right));
        prop_assert_eq!(help.contains(&names), is_turned, "{}", help);
    }

    /// Totals computed with binary floats are recognised, and each of them is fixed.
    #[test]
    fn binary_floats_are_told_apart(order in orders()) {
        #[allow(clippy::cast_precision_loss, reason = "a program with floats would")]
        let float = |kurus: i64| kurus as f64 / 100.0;
        let sum = |amounts: &mut dyn Iterator<Item = i64>| {
            amounts.fold(0.0, |sum, amount| sum + float(amount))
        };
        let products = sum(&mut order.items.iter().map(|item| item.price));
        let discount = sum(&mut order.discounts.iter().copied());
        let net = products - discount;
        let text = order.text();
        let items = text.split_once("basket_items\":[").unwrap().1.split_once("],\"discounts").unwrap();
        let discounts = items.1.split_once('[').unwrap().1.split_once(']').unwrap().0;
        let text = document([net, products, net, discount].map(|total| total.to_string()), items.0, discounts);
        let answer = ask(&text);
        for (_, help) in &answer.helps {
            prop_assert!(help.contains(" in binary floating point: "), "{}", help);
        }
        prop_assert!(answer.fixes.iter().all(|fix| fix.applicability.is_safe()));
        prop_assert!(ask(&fixed(&text, &answer.fixes)).helps.is_empty());
    }
}

/// The fixtures of `fixtures/causes` with a total that is safe to fix; the others have none.
const SAFE: &str = "
bad-binary-floats-of-many.json: amount
bad-binary-floats-of-pieces.json: basket.total_product_amount
bad-binary-floats.json: amount, basket.total_product_amount, basket.total_amount
bad-digit-doubled.json: amount
bad-digit-missing.json: amount
bad-digit-wrong.json: amount
bad-digits-swapped-not-neighbours.json: amount
bad-digits-swapped.json: amount
bad-discount-left-out-of-its-total.json: basket.total_discount_amount
bad-discount-twice-in-one-total.json: basket.total_discount_amount
bad-discounts-taken-off-the-products.json: basket.total_product_amount
bad-item-left-out-of-one-total.json: basket.total_product_amount
bad-item-twice-in-one-total.json: amount
bad-near-binary-floats-other-digits.json: amount
bad-near-binary-floats-other-order.json: amount
bad-near-digit-doubled.json: amount
bad-near-digit-missing.json: amount
bad-near-digit-of-two.json: amount
bad-near-digit-off-by-a-kurus.json: amount
bad-near-digits-three-in-a-circle.json: amount
bad-near-item-left-out-of-one-total.json: basket.total_product_amount
bad-near-quantity-forgotten.json: basket.total_product_amount
bad-near-quantity-stale.json: basket.total_amount
bad-near-rounded-to-whole-units.json: amount
bad-near-surplus-in-one-net.json: basket.total_amount
bad-near-total-copied.json: basket.total_discount_amount
bad-near-vat-of-15-percent.json: amount
bad-near-vat-off-by-a-kurus.json: amount
bad-one-total-without-discounts.json: amount
bad-one-total.json: amount
bad-point-shifted.json: amount
bad-quantity-forgotten-in-one-total.json: basket.total_product_amount
bad-quantity-one-piece-more-in-one-total.json: basket.total_amount
bad-rounded-down-to-one-decimal.json: amount
bad-rounded-half-to-one-decimal.json: amount
bad-rounded-to-5-kurus.json: amount
bad-rounded-to-whole-units.json: amount
bad-total-copied.json: basket.total_discount_amount
bad-total-with-a-minus.json: basket.total_discount_amount
";

#[test]
fn the_evidence_says_which_totals_are_safe_to_mend() {
    let mut safe = String::from("\n");
    let fixtures = fs::read_dir("fixtures/causes").unwrap();
    let fixtures = fixtures.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_input = |name: &String| name.ends_with("json") && !name.ends_with(".envelope.json");
    let mut names: Vec<_> = fixtures.filter(is_input).collect();
    names.sort();
    for name in names {
        let text = fs::read_to_string(format!("fixtures/causes/{name}")).unwrap();
        let findings = findings(&text);
        let is_safe = |fix: &Fix| fix.applicability.is_safe();
        let safely_fixed = findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(is_safe));
        let totals: Vec<_> = safely_fixed.map(|finding| finding.path.unwrap().to_string()).collect();
        if !totals.is_empty() {
            writeln!(safe, "{name}: {}", totals.join(", ")).unwrap();
        }
    }
    assert_eq!(safe, SAFE);
}
