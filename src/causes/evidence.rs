//! The evidence for the causes: all deviations of a request, and the operands of the sums.

use std::cell::OnceCell;

use rust_decimal::{Decimal, RoundingStrategy};

use super::sums::Sums;
use crate::request::amount::{self, negative};
use crate::request::totals::{Declared, Totals};
use crate::request::{Field, Item, Money, Number, Path, Place, Unknown};
use crate::rules::{Case, Cause, CauseKind, Deviation, lint_misspelt_field};

/// A request's declared totals, compared with their sums, and the operands of the sums.
pub(super) struct Evidence<'e, 'a> {
    pub(super) case: &'e Case<'e, 'a>,
    /// The totals that differ from their sums, in the order of [`Declared`].
    pub(super) deviations: Vec<Deviation<'a>>,
    /// The totals that equal their sums. A total in neither list could not be compared.
    agreeing: Vec<Declared>,
    /// The items whose price can be read: all of them, if there is a sum to differ from.
    pub(super) items: Vec<PricedItem<'e, 'a>>,
    /// The right sums.
    pub(super) sums: Sums,
    /// The discounts that can be read.
    pub(super) discounts: Vec<Term<'e, 'a>>,
    /// `None` until they are needed.
    misspelt: OnceCell<Vec<(&'e Unknown<'a>, &'static str)>>,
}

/// One of the basket's two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListName {
    Items,
    Discounts,
}

/// An operand of a sum.
pub(super) struct Term<'e, 'a> {
    /// The item or the discount that it belongs to.
    pub(super) place: Place,
    pub(super) number: &'e Number<'a>,
    pub(super) value: Decimal,
}

/// An item of the basket.
pub(super) struct PricedItem<'e, 'a> {
    pub(super) price: Term<'e, 'a>,
    pub(super) unit_price: Option<&'e Number<'a>>,
    pub(super) quantity: Option<&'e Number<'a>>,
    /// `unit_price` × `quantity`, where both are there and a 96-bit decimal can hold it.
    pub(super) product: Option<Decimal>,
    /// By how much that is more than `price`.
    pub(super) gap: Option<Decimal>,
}

impl<'e, 'a> PricedItem<'e, 'a> {
    fn of(index: usize, item: &'e Item<'a>) -> Option<Self> {
        let price = Term::of(Place::Item(index), item.price.get()?)?;
        let [unit_price, quantity] = [&item.unit_price, &item.quantity].map(Field::get);
        let factors =
            unit_price.and_then(|number| number.value).zip(quantity.and_then(|number| number.value));
        let product = factors.and_then(|(piece, pieces)| amount::product(piece, pieces));
        let gap = product.and_then(|product| amount::difference(product, price.value).ok());
        Some(Self { price, unit_price, quantity, product, gap })
    }

    /// How many pieces it has, if not just one.
    pub(super) fn pieces(&self) -> Option<Decimal> {
        self.quantity?.value.filter(|quantity| *quantity != Decimal::ONE)
    }

    /// `unit_price` × `quantity` where both are there, and `price` otherwise.
    pub(super) fn product_or_price(&self) -> Option<Decimal> {
        match (self.unit_price, self.quantity) {
            (Some(_), Some(_)) => self.product,
            _ => Some(self.price.value),
        }
    }
}

impl<'e, 'a> Term<'e, 'a> {
    fn of(place: Place, number: &'e Number<'a>) -> Option<Self> {
        Some(Self { place, number, value: number.value? })
    }

    /// The path of the item or the discount.
    pub(super) fn path(&self) -> Path<'static> {
        Path::to(self.place)
    }
}

impl<'e, 'a> Evidence<'e, 'a> {
    /// The evidence of a request.
    pub(super) fn of(case: &'e Case<'e, 'a>) -> Self {
        let (mut deviations, mut agreeing) = (Vec::new(), Vec::new());
        for total in Declared::ALL {
            match Deviation::of(total, case) {
                Some(Ok(())) => agreeing.push(total),
                Some(Err(deviation)) => deviations.push(deviation),
                None if total == Declared::Discounts && counts_as_zero(case) => agreeing.push(total),
                None => {}
            }
        }
        let items = case.request.items().iter();
        let items = items.filter_map(|(i, item)| PricedItem::of(*i, item)).collect();
        let discounts = case.request.discounts().iter();
        let discounts = discounts
            .filter_map(|(i, discount)| Term::of(Place::Discount(*i), discount.amount.get()?))
            .collect();
        let Totals { products, discounts: off, net } = case.totals;
        let sums = Sums { products: products.value(), discounts: off.value(), net: net.value() };
        Self { case, deviations, agreeing, items, sums, discounts, misspelt: OnceCell::new() }
    }

    /// The keys that seem to be misspelt, each with the field that is meant.
    pub(super) fn misspelt(&self) -> &[(&'e Unknown<'a>, &'static str)] {
        self.misspelt.get_or_init(|| lint_misspelt_field::misspelt(self.case.request).collect())
    }

    /// Whether the declared total equals its sum.
    pub(super) fn agrees(&self, total: Declared) -> bool {
        self.agreeing.contains(&total)
    }

    /// How the declared total deviates, if it does.
    pub(super) fn deviation(&self, total: Declared) -> Option<&Deviation<'a>> {
        self.deviations.iter().find(|deviation| deviation.total == total)
    }

    /// The declared total, whether it deviates or not.
    pub(super) fn declared(&self, total: Declared) -> Option<&'e Number<'a>> {
        total.field(self.case.request)?.get()
    }

    /// The totals whose deviation meets a condition, in order.
    pub(super) fn which(&self, deviates: impl Fn(&Deviation<'a>) -> bool) -> Vec<Declared> {
        self.deviations
            .iter()
            .filter(|deviation| deviates(deviation))
            .map(|deviation| deviation.total)
            .collect()
    }

    /// Whether this is the only total that deviates, and the other three agree with the basket.
    pub(super) fn is_alone(&self, total: Declared) -> bool {
        self.agreeing.len() == 3 && self.deviation(total).is_some()
    }

    /// A cause of these totals; none if there are no totals.
    pub(super) fn cause(&self, totals: Vec<Declared>, kind: CauseKind<'a>) -> Vec<Cause<'a>> {
        let first = totals.first().and_then(|first| self.deviation(*first));
        let cause = |first: &Deviation<'a>| {
            let (declared, sum) = (first.number, self.money(first.right));
            Cause { totals, declared, sum, kind }
        };
        first.map(cause).into_iter().collect()
    }

    /// A cause of all totals that deviate.
    pub(super) fn cause_of_all(&self, kind: CauseKind<'a>) -> Vec<Cause<'a>> {
        self.cause(self.which(|_| true), kind)
    }

    /// What the amounts of the items are short of, or those of the discounts, if that explains every deviation: a net
    /// total has the items' amounts as they are, and the discounts' with the other sign.
    pub(super) fn short_of(&self, list: ListName) -> Option<Decimal> {
        let (first, others) = self.deviations.split_first()?;
        let missing = |deviation: &Deviation| deviation.missing_in(list);
        let by = missing(first)?;
        others.iter().all(|other| missing(other) == Some(by)).then_some(by)
    }

    /// Whether all four declared totals are there and agree with each other, whatever is in the lists.
    pub(super) fn are_totals_consistent(&self) -> bool {
        let discounts = match self.declared(Declared::Discounts) {
            Some(number) => number.value,
            None => self.agrees(Declared::Discounts).then_some(Decimal::ZERO),
        };
        let value = |total| self.declared(total).and_then(|number| number.value);
        let net = value(Declared::Products)
            .zip(discounts)
            .and_then(|(products, discounts)| amount::difference(products, discounts).ok());
        net.is_some() && net == value(Declared::Net) && net == value(Declared::Amount)
    }

    /// The number of items and discounts in a total.
    pub(super) fn terms(&self, total: Declared) -> usize {
        let items = if total.has_items() { self.items.len() } else { 0 };
        let discounts = if total.has_discounts() { self.discounts.len() } else { 0 };
        items + discounts
    }

    /// 10^-decimals of the currency: 0.01 in TRY.
    pub(super) fn minor_unit(&self) -> Option<Decimal> {
        Decimal::try_new(1, self.case.decimals?).ok()
    }

    /// Whether a total deviates by half of one of these amounts at least.
    pub(super) fn is_half_of_any(&self, mut amounts: impl Iterator<Item = Decimal>) -> bool {
        let size = |deviation: &Deviation| Some(amount::sum([deviation.by?; 2])?.abs());
        let sizes: Option<Vec<Decimal>> = self.deviations.iter().map(size).collect();
        // A size that cannot be computed is large.
        let Some(sizes) = sizes else { return true };
        amounts.any(|amount| sizes.iter().any(|size| amount.abs() <= *size))
    }

    /// Whether an amount is at most so many minor units, or hundredths, above or below 0.
    pub(super) fn is_within_units(&self, amount: Decimal, units: usize) -> bool {
        let unit = self.minor_unit().unwrap_or(Decimal::new(1, 2));
        amount::product(unit, units.into()).is_some_and(|limit| amount.abs() <= limit)
    }

    /// Whether an amount has more decimals than the currency.
    pub(super) fn has_too_many_decimals(&self, amount: Decimal) -> bool {
        self.case.decimals.is_some_and(|decimals| amount.normalize().scale() > decimals)
    }

    /// An amount, rounded half up to the currency's decimals, or to two.
    pub(super) fn round(&self, amount: Decimal) -> Decimal {
        let decimals = self.case.decimals.unwrap_or(2);
        amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
    }

    /// An amount in the currency's decimals.
    pub(super) fn money(&self, amount: Decimal) -> Money {
        self.case.money(amount)
    }
}

impl Deviation<'_> {
    /// What the amounts of this list are short of, if nothing else is wrong; `None` if the total does not contain the list.
    pub(super) fn missing_in(&self, list: ListName) -> Option<Decimal> {
        match list {
            ListName::Items => self.by.filter(|_| self.total.has_items()),
            ListName::Discounts if self.total.has_items() => {
                self.by.filter(|_| self.total.has_discounts()).map(negative)
            }
            ListName::Discounts => self.by,
        }
    }
}

/// Whether the total of the discounts is missing because there are none: then it counts as 0 (contract §1).
fn counts_as_zero(case: &Case) -> bool {
    let is_missing = Declared::Discounts.field(case.request).is_some_and(Field::is_absent);
    is_missing && case.request.discounts().is_empty() && case.totals.discounts.value().is_some()
}
