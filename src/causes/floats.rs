//! Totals that were computed in binary floating point. Only this file calculates with floats.

use rust_decimal::Decimal;

use super::evidence::{Evidence, PricedItem};
use crate::request::amount::{self, sum};
use crate::request::{Number, totals::Declared};
use crate::rules::{Cause, CauseKind, Deviation, Formula, Terms};

/// Terms of a sum that are shown; of a longer sum, the first ones and how many there are.
const SHOWN: usize = 6;

/// A deviation is below half a minor unit, and the declared number is the result of the calculation in `f64`.
pub(super) fn binary_floats<'a>(evidence: &Evidence<'_, 'a>) -> Vec<Cause<'a>> {
    let cause = |deviation: &Deviation<'a>| {
        let size = deviation.by?.abs();
        if sum([size, size])? >= evidence.minor_unit()? {
            return None;
        }
        let calculations = calculations(evidence, deviation.total);
        let found = calculations.iter().find(|calculation| calculation.gives(deviation.declared))?;
        Some(evidence.cause(vec![deviation.total], CauseKind::BinaryFloats(found.formula())))
    };
    evidence.deviations.iter().filter_map(cause).flatten().collect()
}

/// The ways in which programs compute a total. One that is wrong without floats would prove nothing about floats.
fn calculations<'e, 'a>(evidence: &Evidence<'e, 'a>, total: Declared) -> Vec<Calculation<'e, 'a>> {
    let discounts: Vec<_> = evidence.discounts.iter().map(|discount| Product::of(discount.number)).collect();
    let prices = evidence.items.iter().map(|item| Product::of(item.price.number)).collect();
    let products = evidence.items.iter().map(|item| match (item.unit_price, item.quantity) {
        (Some(number), times @ Some(_)) => Product { number, times },
        _ => Product::of(item.price.number),
    });
    let exact: Option<Vec<_>> = evidence.items.iter().map(PricedItem::product_or_price).collect();
    let is_exact = exact.and_then(sum) == evidence.sums.products;
    let items: Vec<Vec<_>> = [prices].into_iter().chain(is_exact.then(|| products.collect())).collect();
    match total {
        Declared::Discounts => vec![Calculation::sum(discounts)],
        Declared::Products => items.into_iter().map(Calculation::sum).collect(),
        Declared::Amount | Declared::Net => {
            let declared = |total| {
                let number = evidence.declared(total).filter(|_| evidence.agrees(total))?;
                Some(vec![Product::of(number)])
            };
            let totals = declared(Declared::Products).zip(declared(Declared::Discounts));
            let sides = items.into_iter().map(|items| (items, discounts.clone())).chain(totals);
            let in_both_ways = |(plus, minus): (Vec<_>, Vec<_>)| {
                let one_by_one = Calculation { plus, minus, is_grouped: false };
                [one_by_one.clone(), Calculation { is_grouped: true, ..one_by_one }]
            };
            sides.flat_map(in_both_ways).collect()
        }
    }
}

/// A number, or a number times another.
#[derive(Clone, Copy)]
struct Product<'e, 'a> {
    number: &'e Number<'a>,
    times: Option<&'e Number<'a>>,
}

impl<'e, 'a> Product<'e, 'a> {
    fn of(number: &'e Number<'a>) -> Self {
        Self { number, times: None }
    }

    #[allow(clippy::float_arithmetic, reason = "what a program with floats computes")]
    fn value(&self) -> f64 {
        self.times.iter().fold(float(self.number), |product, times| product * float(times))
    }

    fn shown(&self) -> String {
        match self.times {
            Some(times) => format!("{} × {}", self.number.written(), times.written()),
            None => self.number.written().into_owned(),
        }
    }
}

/// The number as a program with floats reads it.
fn float(number: &Number) -> f64 {
    number.text.parse().unwrap_or(f64::NAN)
}

/// `plus` less `minus`.
#[derive(Clone)]
struct Calculation<'e, 'a> {
    plus: Vec<Product<'e, 'a>>,
    minus: Vec<Product<'e, 'a>>,
    /// Whether what is subtracted is added up first.
    is_grouped: bool,
}

impl<'e, 'a> Calculation<'e, 'a> {
    fn sum(plus: Vec<Product<'e, 'a>>) -> Self {
        Self { plus, minus: Vec::new(), is_grouped: false }
    }

    /// Whether the result, in its shortest digits, is just this number.
    fn gives(&self, declared: Decimal) -> bool {
        amount::parse(&self.value().to_string()) == Ok(declared)
    }

    #[allow(clippy::float_arithmetic, reason = "what a program with floats computes")]
    fn value(&self) -> f64 {
        let add = |sum: f64, part: &Product| sum + part.value();
        let plus = self.plus.iter().fold(0.0, add);
        if self.is_grouped {
            plus - self.minus.iter().fold(0.0, add)
        } else {
            self.minus.iter().fold(plus, |rest, part| rest - part.value())
        }
    }

    /// The calculation as it is shown: "0.1 + 0.2".
    fn formula(&self) -> Formula {
        Formula { plus: terms(&self.plus), minus: terms(&self.minus), is_grouped: self.is_grouped }
    }
}

fn terms(parts: &[Product]) -> Terms {
    Terms { written: parts.iter().take(SHOWN).map(Product::shown).collect(), count: parts.len() }
}
