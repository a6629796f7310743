//! Checks payment-session requests for Akifast's hosted payment page before they are sent.
//!
//! [`lint`] checks one request in memory; [`run()`] is the program `hpplint`. The data flow of the program, with the folder
//! of each step: arguments and `hpplint.toml` → settings (`cli`, `settings`) → inputs, divided into requests (`input`) →
//! a request with the place of each field (`request`, `json`) → what is wrong with it (`rules`) → why (`causes`) → what to
//! write instead (`fix`) → reports (`render`, `text`) → exit status (`app`). `check` does these steps on many threads. Each
//! folder uses only those that come after it in the list below.
//!
//! ```
//! use hpplint::{Options, lint};
//!
//! let request = r#"{"amount": 11, "basket": {"total_product_amount": 10, "total_amount": 10, "basket_items": [{"price": 10}]}}"#;
//! let findings = lint(request, &Options::default());
//! assert_eq!(findings[0].rule.code, "AMOUNTS_DONT_MATCH");
//! assert_eq!(findings[0].span.cut(request), "11");
//! assert_eq!(findings[0].message(), "amount: 11, but the basket adds up to 10.00");
//! ```

/// Declares the floors. They are public only for the tests and benchmarks of this project.
macro_rules! floors {
    ($($name:ident)*) => {$(
        #[cfg(feature = "internals")]
        #[doc(hidden)]
        pub mod $name;
        #[cfg(not(feature = "internals"))]
        mod $name;
    )*};
}

floors! { app settings cli check fix render causes rules request input text json }

pub use app::process::run;
pub use check::{Options, lint};
pub use json::Span;
pub use request::Path;
pub use rules::{Applicability, Edit, Finding, Fix, RULES, Rule, Severity};

/// The examples of the documentation run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/embedding.md")]
struct Embedding;
