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
fn numbers_are_exact_or_exceed_the_limit_that_is_named() {
    let max = "79228162514264337593543950335";
    for exact in [max, "-79228162514264337593543950335", "7.9228162514264337593543950335"] {
        assert_eq!(parse(exact).unwrap().to_string(), exact);
    }
    assert_eq!(parse(&format!("{max}.000")).unwrap().to_string(), max);
    let far = format!("1e{}", "9".repeat(60));
    let tiny = format!("1e-{}", "9".repeat(60));
    for (number, limit) in [
        ("8e28", OutOfRange::TooLarge),
        ("-8e28", OutOfRange::TooLarge),
        ("1e29", OutOfRange::TooLarge),
        ("79228162514264337593543950336", OutOfRange::TooLarge),
        ("79228162514264337593543950335.1", OutOfRange::TooLarge),
        ("1e999999999999999999999", OutOfRange::TooLarge),
        (&far, OutOfRange::TooLarge),
        ("1e-29", OutOfRange::TooManyDecimals),
        ("0.12345678901234567890123456789", OutOfRange::TooManyDecimals),
        ("5.00000000000000000000000000001", OutOfRange::TooManyDecimals),
        (&tiny, OutOfRange::TooManyDecimals),
        ("7.9228162514264337593543950336", OutOfRange::TooManyDigits),
        ("7922816251426433759354395033.55", OutOfRange::TooManyDigits),
        ("79228162514264337593543950334.5", OutOfRange::TooManyDigits),
        ("-12345678901234567890.1234567890123456789012345678", OutOfRange::TooManyDigits),
    ] {
        assert_eq!(parse(number), Err(limit), "{number}");
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
    assert_eq!(sum(&["9999999999999999999999999999", "0.1"]), Err(OutOfRange::TooManyDigits));
    assert_eq!(sum(&["7e28", "9e27", "0.1"]), Err(OutOfRange::TooManyDigits));
    assert_eq!(sum(&["7e28", "9e27"]), parse("79e27"));
    assert_eq!(sum(&["7e28", "1e28"]), Err(OutOfRange::TooLarge));
    assert_eq!(sum(&["79228162514264337593543950335", "1e-28"]), Err(OutOfRange::TooLarge));
    assert_eq!(sum(&["79228162514264337593543950335", "-1e-28"]), Err(OutOfRange::TooManyDigits));
    assert_eq!(sum(&["-79228162514264337593543950335", "1"]), parse("-79228162514264337593543950334"));
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
    assert_eq!(times("19.99", "3"), parse("59.97").ok());
    assert_eq!(times("0.5", "-2"), parse("-1").ok());
    assert_eq!(times("1e-28", "1e28"), parse("1").ok());
    assert_eq!(times("1125899906842624e-28", "931322574615478515625e-7"), parse("10.48576").ok());
    assert_eq!(times("1.234567890123456789", "1.234567890123456789"), None);
}

#[test]
fn amounts_are_shown_with_the_currency_s_decimals() {
    assert_eq!(show(parse("250").unwrap(), 2), "250.00");
    assert_eq!(show(parse("250.125").unwrap(), 2), "250.125");
    assert_eq!(show(parse("1e28").unwrap(), 2), format!("1{}", "0".repeat(28)));
}
