//! A riddle: a request with one mistake, what is true of it, and the near miss of it.

use std::collections::BTreeSet;

use super::exact::Amount;
use super::mistake::{ALL, Mistake, Set, Slip, Slips, differing, in_scope};
use super::mistakes::{DEVIATIONS, MISTAKES};
use super::order::{AMOUNT, About, DISCOUNTS, Order, Totals};
use super::shop::{self, Shape};
use crate::oracle::dice::Dice;

/// Steps of a coarse total.
const FEW: Amount = 200;
/// Items of all orders that are tried before a mistake is given up.
const TRIED: usize = 20_000;

/// A request with one mistake.
pub(super) struct Riddle {
    pub(super) mistake: &'static Mistake,
    /// The names of the shape and of the prices of the order.
    pub(super) shape: &'static str,
    pub(super) prices: &'static str,
    /// What is sent.
    pub(super) order: Order,
    /// The totals of the right request.
    pub(super) truth: Totals,
    /// What the mistake is about.
    pub(super) about: Option<About>,
    /// Whether the numbers are off by a little, so that the mistake is not true.
    pub(super) is_near: bool,
}

/// What is true of a request.
pub(super) struct Truth {
    /// The names of all mistakes that explain its totals exactly.
    pub(super) names: BTreeSet<&'static str>,
    /// What such a mistake of the riddle's name may be about.
    pub(super) abouts: Vec<Option<About>>,
}

/// Makes a riddle with this mistake, in one of the shapes; `None` if no order is fit for it.
pub(super) fn make(
    mistake: &'static Mistake,
    is_near: bool,
    shapes: &[Shape],
    dice: &mut Dice,
) -> Option<Riddle> {
    let tries = TRIED / shapes[0].most().min(5000);
    (0..tries).find_map(|_| attempt(mistake, is_near, shapes, dice))
}

fn attempt(mistake: &'static Mistake, is_near: bool, shapes: &[Shape], dice: &mut Dice) -> Option<Riddle> {
    let (mut right, shape, prices) = shop::order(shapes, dice);
    (mistake.prepare)(&mut right, dice)?;
    let mut order = right.clone();
    if let Some(spoil) = mistake.spoil {
        spoil(&mut order, dice)?;
    }
    let scope = mistake.scopes[dice.roll(mistake.scopes.len())];
    let (totals, about) = match mistake.slips {
        _ if mistake.spoil.is_some() => (right.totals, None),
        Slips::Endless(make, _) => (make(&order, dice)?, None),
        Slips::All(each) => {
            let mut slips = Vec::new();
            each(&order, &mut |slip: Slip| {
                if !slip.is_weak {
                    slips.push((slip.totals, slip.about));
                }
            });
            slips.retain(|(totals, _)| differing(totals, &order.right()) & scope != 0);
            (!slips.is_empty()).then(|| slips[dice.roll(slips.len())])?
        }
    };
    let sums = order.right();
    let changed = differing(&totals, &sums);
    order.totals = in_scope(totals, sums, scope);
    let is_scope = scope == ALL || changed & scope == scope;
    if !is_scope || order.totals == sums || !is_payable(&order) {
        return None;
    }
    // If the lists cannot be billed, no total is right.
    let truth = if order.is_billable() || mistake.spoil.is_some() { right.totals } else { [-1; 4] };
    let mut riddle = Riddle { mistake, shape, prices, order, truth, about, is_near };
    if is_near {
        riddle.miss(scope, dice)?;
    } else if !mistake.name.is_empty() {
        // A basket that was spoiled may happen to be another one.
        mistake.explains(&riddle.order, &sums)?;
    }
    Some(riddle)
}

/// Whether the declared totals are such as a shop sends: there is something to pay, and the discounts are not below 0, but
/// for a wrong sign.
fn is_payable(order: &Order) -> bool {
    let [above @ .., discounts] = order.totals;
    let is_wrong_sign = order.discounts.iter().any(|amount| *amount < 0)
        || (discounts + order.discount()).abs() < 10 * order.unit();
    above.iter().all(|total| *total > 0) && (is_wrong_sign || discounts >= 0)
}

impl Riddle {
    /// Moves the wrong totals by a little, so that no mistake of its name explains them.
    fn miss(&mut self, scope: Set, dice: &mut Dice) -> Option<()> {
        let right = self.order.right();
        let by = [1, 1, 2, 3, -1, -1, -2, -3][dice.roll(8)] * self.order.unit();
        let wrong: Vec<usize> = (0..4)
            .filter(|total| scope >> total & 1 == 1 && self.order.totals[*total] != right[*total])
            .collect();
        if self.mistake.spoil.is_some() && wrong.len() == 1 {
            // A single total that nothing explains is what is wrong.
            self.truth = right;
        }
        // What is true of any amount is not true if the totals differ by different ones.
        let is_endless = matches!(self.mistake.slips, Slips::Endless(..));
        let moved = if is_endless { &wrong[dice.roll(wrong.len())..][..1] } else { &wrong[..] };
        for total in moved {
            let is_off = *total == DISCOUNTS && wrong.contains(&AMOUNT);
            self.order.totals[*total] += if is_off { -by } else { by };
        }
        let is_missed = MISTAKES
            .iter()
            .filter(|mistake| mistake.name == self.mistake.name)
            .all(|mistake| mistake.explains(&self.order, &right).is_none());
        let is_wrong = wrong.iter().all(|total| self.order.totals[*total] != right[*total]);
        (is_missed && is_wrong && is_payable(&self.order)).then_some(())
    }

    /// Whether all amounts of the basket are multiples of a step of which the total with the error has only a few.
    pub(super) fn is_coarse(&self) -> bool {
        let right = self.order.right();
        let total = (0..4).find(|total| right[*total] != self.order.totals[*total]).unwrap();
        right[total].abs() < FEW * self.order.step()
    }

    /// What explains the totals.
    pub(super) fn truth(&self) -> Truth {
        let right = self.order.right();
        let mut truth = Truth { names: BTreeSet::new(), abouts: Vec::new() };
        for mistake in MISTAKES.iter().chain(DEVIATIONS) {
            if let Some(abouts) = mistake.explains(&self.order, &right) {
                truth.names.insert(mistake.name);
                if mistake.name == self.mistake.name {
                    truth.abouts.extend(abouts);
                }
            }
        }
        truth
    }
}
