//! The mistakes of shops, as data.

use super::mistake::{ALL, Make, Mistake, Set, Slips, mistake};
use super::{basket, elements, lists, percent, typing, units};

const A: Set = 1;
const P: Set = 2;
const N: Set = 4;
const D: Set = 8;
/// Both net totals, all that contain items, all that contain discounts.
const NETS: Set = A | N;
const ITEMS: Set = A | P | N;
const OFF: Set = A | N | D;

const ONE: &[Set] = &[A, P, N, D];
/// One total, or both nets.
const TYPED: &[Set] = &[A, P, N, D, NETS];
/// One, both nets, those with items, or all that the mistake changes.
const USUAL: &[Set] = &[A, P, N, D, NETS, ITEMS, ALL];
/// Each set that it may change.
const ANY: &[Set] = &[A, P, N, D, A | P, NETS, P | N, A | D, N | D, ITEMS, OFF];

/// Mistakes in the basket: the totals were computed with the right one.
const WRONG_PRICE: Mistake = Mistake {
    spoil: Some(basket::one_price),
    ..mistake("a wrong price", "item-price", basket::products, &[ALL])
};
const PRICE_OF_ONE_PIECE: Mistake = Mistake {
    spoil: Some(basket::pieces),
    ..mistake("price of one piece", "price-of-one-piece", basket::multiplied, &[ALL])
};
const BELOW_ZERO: Mistake = Mistake {
    spoil: Some(basket::below_zero),
    ..mistake("discounts below 0", "negative-discounts", basket::positive, &[ALL, NETS])
};
const IN_MINOR_UNITS: Mistake = Mistake {
    spoil: Some(basket::shift),
    ..mistake("elements in minor units", "element-minor-units", basket::shifted, &[ALL])
};
const PERCENTAGE: Mistake = Mistake {
    prepare: percent::is_one,
    spoil: Some(percent::send_rate),
    ..mistake("a percentage as amount", "percentage", percent::as_amounts, &[ALL, NETS])
};

/// All mistakes. What a row has in addition to its name, its cause and its slips is the exception.
pub(super) const MISTAKES: &[Mistake] = &[
    mistake("binary floats", "binary-floats", units::floats, USUAL),
    WRONG_PRICE,
    PRICE_OF_ONE_PIECE,
    BELOW_ZERO,
    IN_MINOR_UNITS,
    PERCENTAGE,
    // The other totals were computed with the wrong basket.
    Mistake { row: "a wrong price, one total is right", scopes: ONE, is_asked: false, ..WRONG_PRICE },
    Mistake {
        row: "price of one piece, one total is right",
        scopes: ONE,
        is_asked: false,
        ..PRICE_OF_ONE_PIECE
    },
    Mistake { row: "discounts below 0, one total is right", scopes: ONE, is_asked: false, ..BELOW_ZERO },
    Mistake { row: "minor units, amount is right", scopes: &[A], is_asked: false, ..IN_MINOR_UNITS },
    Mistake { row: "a percentage, one total is right", scopes: ONE, is_asked: false, ..PERCENTAGE },
    Mistake {
        prepare: percent::rounds,
        ..mistake(
            "a percentage rounded",
            "rounded-percentage",
            percent::rounded_elsewhere,
            &[OFF, NETS, A, N, D],
        )
    },
    mistake("an element left out", "left-out-or-twice", elements::left_out, ANY),
    mistake("an element twice", "left-out-or-twice", elements::twice, ANY),
    mistake(
        "all discounts left out or twice",
        "all-discounts",
        elements::all_discounts,
        &[D, OFF, A | D, N | D],
    ),
    mistake("discounts not subtracted", "discounts", elements::not_subtracted, &[A, N, NETS]),
    mistake("discounts subtracted twice", "discounts", elements::subtracted_twice, &[A, N, NETS]),
    mistake("discounts added", "discounts", elements::added, &[A, N, NETS]),
    mistake("discounts off the products", "discounts", elements::off_products, &[P]),
    mistake("one wrong sign", "wrong-sign", elements::wrong_sign, ANY),
    mistake("total of the discounts below 0", "wrong-sign", elements::total_below_zero, &[D]),
    mistake("quantity forgotten", "quantity-forgotten", elements::unit_prices, ANY),
    mistake("stale quantity", "stale-quantity", elements::stale, ANY),
    mistake("VAT of a total", "vat", percent::vat_of_totals, USUAL),
    mistake("VAT of the items", "vat", percent::vat_of_items, ANY),
    mistake("VAT of each line", "vat", percent::vat_of_lines, ANY),
    Mistake {
        prepare: units::fractions,
        ..mistake("rounded lines or sum", "rounding", units::rounded, USUAL)
    },
    Mistake {
        prepare: units::weights,
        ..mistake("rounded products", "rounding", units::rounded_products, USUAL)
    },
    mistake("rounded to whole units", "rounded-total", units::to_whole, USUAL),
    mistake("rounded to two decimals", "rounded-total", units::to_hundredth, USUAL),
    mistake("rounded to one decimal", "rounded-total", units::to_tenth, USUAL),
    mistake("rounded to 5 kuruş", "rounded-total", units::to_twentieth, USUAL),
    mistake("totals in minor units", "minor-units", units::minor, USUAL),
    mistake("point shifted", "shifted-point", units::shifted_point, TYPED),
    mistake("a wrong digit", "wrong-digit", typing::wrong, TYPED),
    mistake("neighbours swapped", "swapped-digits", typing::swapped, TYPED),
    mistake("other digits swapped", "swapped-digits", typing::swapped_apart, TYPED),
    mistake("a digit missing", "missing-digit", typing::missing, TYPED),
    mistake("a digit doubled", "doubled-digit", typing::doubled, TYPED),
    mistake("two totals exchanged", "exchanged", typing::exchanged, &[ALL]),
    mistake("a total copied", "copied", typing::copied, &[ALL]),
    Mistake {
        slips: Slips::Endless(lists::as_declared, lists::agree),
        spoil: Some(lists::drop),
        is_fix_false: true,
        ..mistake("an element not listed", "unlisted", |_, _| (), &[ALL])
    },
    Mistake {
        slips: Slips::Endless(lists::as_declared, lists::agree),
        spoil: Some(lists::repeat),
        is_fix_false: true,
        ..mistake("an element listed twice", "unlisted", |_, _| (), &[ALL])
    },
    Mistake {
        slips: Slips::Endless(lists::with_surplus, lists::have_surplus),
        ..mistake("a surplus in both nets", "surplus", |_, _| (), &[NETS])
    },
];

/// Deviations without a cause, which have no name but what is true of them by chance.
pub(super) const DEVIATIONS: &[Mistake] = &[
    deviation("one total, up to 1", lists::one_total_1),
    deviation("one total, up to 50", lists::one_total_50),
    deviation("one total, up to 500", lists::one_total_500),
    deviation("one total, up to itself", lists::one_total_itself),
    deviation("one total, by steps of the prices", lists::one_total_in_steps),
    deviation("both nets, by steps of the prices", lists::nets_in_steps),
    deviation("a rate that VAT never had", lists::other_rate),
    deviation("several, independent", lists::several),
    deviation("all with items, the same", lists::all_with_items),
];

const fn deviation(row: &'static str, make: Make) -> Mistake {
    Mistake { slips: Slips::Endless(make, |_| false), ..mistake(row, "", |_, _| (), &[ALL]) }
}
