//! A mistake: how the totals that a shop declares come from the basket that it sends.

use super::order::{About, Order, Totals};
use crate::oracle::dice::Dice;

/// A set of totals, one bit for each: 1 << [`super::order::AMOUNT`], and so on.
pub(super) type Set = u8;

pub(super) const ALL: Set = 15;

/// What a shop declares if it makes a mistake in every total.
pub(super) struct Slip {
    pub(super) totals: Totals,
    /// The item, the discount or the rate that it is about.
    pub(super) about: Option<About>,
    /// It is possible, but too rare or too uncertain to ask for its name.
    pub(super) is_weak: bool,
}

impl Slip {
    pub(super) fn of(totals: Totals, about: About) -> Self {
        Self { totals, about: Some(about), is_weak: false }
    }

    pub(super) fn weak(totals: Totals, is_weak: bool) -> Self {
        Self { totals, about: None, is_weak }
    }
}

impl From<Totals> for Slip {
    fn from(totals: Totals) -> Self {
        Self::weak(totals, false)
    }
}

/// Receives slips.
pub(super) type Each<'e> = &'e mut dyn FnMut(Slip);

/// Makes totals.
pub(super) type Make = fn(&Order, &mut Dice) -> Option<Totals>;

/// How the declared totals come from the basket that was sent.
pub(super) enum Slips {
    /// These are all.
    All(fn(&Order, Each)),
    /// Too many to list: makes one, and says whether the totals are one.
    Endless(Make, fn(&Order) -> bool),
}

/// A mistake.
pub(super) struct Mistake {
    /// What it is called in the table.
    pub(super) row: &'static str,
    /// The cause that has to be named.
    pub(super) name: &'static str,
    pub(super) slips: Slips,
    /// The totals in which it is made.
    pub(super) scopes: &'static [Set],
    /// Changes the order before, so that the mistake can be made; `None` if that is not possible.
    pub(super) prepare: fn(&mut Order, &mut Dice) -> Option<()>,
    /// Changes the basket, so that it is wrong, and not the totals: the slips are the right totals then.
    pub(super) spoil: Option<fn(&mut Order, &mut Dice) -> Option<()>>,
    /// Whether its name is asked for, and not only that nothing false is said.
    pub(super) is_asked: bool,
    /// The declared totals agree with each other, so no fix may set them.
    pub(super) is_fix_false: bool,
}

/// A mistake in these totals, with these slips.
pub(super) const fn mistake(
    row: &'static str,
    name: &'static str,
    each: fn(&Order, Each),
    scopes: &'static [Set],
) -> Mistake {
    Mistake {
        row,
        name,
        slips: Slips::All(each),
        scopes,
        prepare: |_, _| Some(()),
        spoil: None,
        is_asked: true,
        is_fix_false: false,
    }
}

/// The totals of a slip in one set of totals, and those of the basket in the others.
pub(super) fn in_scope(slip: Totals, right: Totals, scope: Set) -> Totals {
    [0, 1, 2, 3].map(|total| if scope >> total & 1 == 1 { slip[total] } else { right[total] })
}

/// The totals that differ.
pub(super) fn differing(one: &Totals, other: &Totals) -> Set {
    (0..4).filter(|total| one[*total] != other[*total]).map(|total| 1 << total).sum()
}

impl Mistake {
    /// If it explains all declared totals exactly, what it may be about; `None` if it is about nothing of this kind.
    pub(super) fn explains(&self, order: &Order, right: &Totals) -> Option<Vec<Option<About>>> {
        let wrong = differing(&order.totals, right);
        match self.slips {
            Slips::Endless(_, holds) => holds(order).then(Vec::new),
            Slips::All(each) => {
                let mut abouts = None;
                each(order, &mut |slip: Slip| {
                    // What the slip does not change may be in its scope or not.
                    let can_change = differing(&slip.totals, right);
                    let is_scope = |scope: &Set| scope & can_change == wrong;
                    if wrong & differing(&order.totals, &slip.totals) == 0 && self.scopes.iter().any(is_scope)
                    {
                        abouts.get_or_insert_with(Vec::new).push(slip.about);
                    }
                });
                abouts
            }
        }
    }
}
