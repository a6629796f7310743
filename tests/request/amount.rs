//! Exact amounts, sums and products.

use hpplint::request::amount::{OutOfRange, Sum, parse, product, show};
use rust_decimal::Decimal;

#[test]
fn different_notations_of_one_value_are_equal() {
    for spelling in ["100", "100.00", "1e2", "1.00E+2", "10000e-2", "0.001e5", "1000.0e-1"] {
        assert_eq!(parse(spelling), Ok(Decimal::ONE_HUNDRED), "{spelling}");
    }
    assert_eq!(parse("-0.0"), Ok(Decimal::ZERO));
    assert_eq!(parse("0e999999999999999999999999"), Ok(Decimal::ZERO));
}

#[test]
fn numbers_of_more_than_28_digits_are_out_of_range() {
    let digits = "1234567890123456789012345678";
    assert_eq!(parse(digits).unwrap().to_string(), digits);
    assert_eq!(parse(&format!("{digits}.000")).unwrap().to_string(), digits);
    for number in [&format!("{digits}9"), &format!("{digits}.9"), "1e29", "1e-29", "1e999999999999999999999"]
    {
        assert_eq!(parse(number), Err(OutOfRange), "{number}");
    }
    assert_eq!(parse("1e28").unwrap().to_string(), format!("1{}", "0".repeat(28)));
    assert_eq!(parse(&format!("0.{}1", "0".repeat(27))).unwrap().scale(), 28);
}

#[test]
fn sums_are_exact_or_out_of_range() {
    let sum = |numbers: &[&str]| {
        let mut sum = Sum::default();
        numbers.iter().try_for_each(|number| sum.add(parse(number)?))?;
        sum.total()
    };
    assert_eq!(sum(&["0.1", "0.2"]), parse("0.3"));
    assert_eq!(sum(&["9999999999999999999999999998", "0.5", "0.5"]), parse("9999999999999999999999999999"));
    assert_eq!(sum(&["9999999999999999999999999999", "0.1"]), Err(OutOfRange));
    assert_eq!(sum(&["7e27", "3e27"]), parse("1e28"));
    // Intermediate sums may have more digits than an amount or an `i128` can hold.
    let tail = "0.9999999999999999999999999999";
    assert_eq!(sum(&["7e27", "1e-28", tail]), parse("7000000000000000000000000001"));
    assert_eq!(sum(&["7e28", "1e-28", "-1e-28"]), parse("7e28"));
    assert_eq!(sum(&["7e27", "-1e-28", "-7e27"]), parse("-1e-28"));
}

#[test]
fn products_are_exact_or_out_of_range() {
    let times = |a, b| product(parse(a).unwrap(), parse(b).unwrap());
    assert_eq!(times("19.99", "3"), parse("59.97"));
    assert_eq!(times("0.5", "-2"), parse("-1"));
    assert_eq!(times("1e-28", "1e28"), parse("1"));
    assert_eq!(times("1125899906842624e-28", "931322574615478515625e-7"), parse("10.48576"));
    assert_eq!(times("1.234567890123456789", "1.234567890123456789"), Err(OutOfRange));
}

#[test]
fn amounts_are_shown_with_the_currency_s_decimals() {
    assert_eq!(show(parse("250").unwrap(), 2), "250.00");
    assert_eq!(show(parse("250.125").unwrap(), 2), "250.125");
    assert_eq!(show(parse("1e28").unwrap(), 2), format!("1{}", "0".repeat(28)));
}
