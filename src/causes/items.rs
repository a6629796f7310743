//! Items whose price is not what the totals took it for.

use rust_decimal::Decimal;

use super::cause::{Cause, Hypothesis};
use super::evidence::{Evidence, Line, sum};
use super::words::{either, names};
use crate::request::amount;
use crate::request::totals::Declared;

/// The totals that all items go into.
pub(super) const WITH_ITEMS: [Declared; 3] = [Declared::Amount, Declared::Products, Declared::Net];

/// All three deviate by the same, and one item's `unit_price` × `quantity` differs from its `price` by just that.
pub(super) fn one_item_is_wrong(evidence: &Evidence) -> Option<Cause> {
    let by = evidence.together(&WITH_ITEMS)?;
    let wrong: Vec<&Line> = evidence.lines.iter().filter(|line| line.gap == Some(by)).collect();
    let line = wrong.first()?;
    Cause::of(Hypothesis::ItemPrice, WITH_ITEMS.into(), || {
        let path = line.price.path();
        if wrong.len() > 1 {
            let paths = either(wrong.iter().map(|line| format!("`{}.price`", line.price.path())));
            return format!("the totals would be right if {paths} were its `unit_price` × `quantity`");
        }
        let [piece, pieces] =
            [line.unit_price, line.quantity].map(|number| number.map(|number| number.written()));
        let product = line.product.map(|product| evidence.show(product)).unwrap_or_default();
        format!(
            "the totals would be right if `{path}.price` were {} × {} = {product}, and not {}",
            piece.unwrap_or_default(),
            pieces.unwrap_or_default(),
            line.price.number.written()
        )
    })
}

/// Totals equal what the lines come to if every `price` is that of one piece.
pub(super) fn price_of_one_piece(evidence: &Evidence) -> Vec<Cause> {
    // Of one line that contradicts itself, `one_item_is_wrong` speaks.
    let wrong = evidence.lines.iter().filter(|line| line.gap.is_some_and(|gap| !gap.is_zero())).count();
    let is_multiplied = evidence.lines.iter().any(|line| times_quantity(line).is_some());
    let products = |line: &Line| line.product_or_price();
    let multiplied = |line: &Line| times_quantity(line).or_else(|| line.product_or_price());
    let causes = [
        (wrong > 1).then(|| cause_of_lines(evidence, products, "`unit_price` × `quantity`")),
        is_multiplied.then(|| cause_of_lines(evidence, multiplied, "`price` × `quantity`")),
    ];
    causes.into_iter().flatten().flatten().collect()
}

/// `price` × `quantity` of a line that has no `unit_price` to tell them apart.
fn times_quantity(line: &Line) -> Option<Decimal> {
    let quantity = line.quantity?.value.filter(|quantity| *quantity != Decimal::ONE)?;
    if line.unit_price.is_some() {
        return None;
    }
    amount::product(line.price.value, quantity).ok()
}

/// The totals that would be right if each line came to this.
fn cause_of_lines(
    evidence: &Evidence,
    line: impl Fn(&Line) -> Option<Decimal>,
    formula: &str,
) -> Option<Cause> {
    let lines = sum(evidence.lines.iter().map(line).collect::<Option<Vec<_>>>()?)?;
    let by = amount::difference(lines, evidence.case.totals.products.value()?).ok()?;
    let totals = evidence.which(|deviation| deviation.total.has_items() && deviation.is(by));
    let subject = names(&totals);
    Cause::of(Hypothesis::PriceOfOnePiece, totals, || {
        let lines = evidence.show(lines);
        format!("{subject} would be right if each `price` were that of one piece: {formula} comes to {lines}")
    })
}
