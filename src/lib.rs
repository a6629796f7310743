//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`choices`] what holds, with [`config`] → [`input`] files and folders → `stream` a source's
//! requests → [`request`] one request, located → [`rules`] what is wrong with it, by [`totals`] and [`facts`], and
//! [`why`] → [`report`] findings at their [`levels`], beside what is expected ([`expectation`]), and where they stand →
//! [`render`] text out → [`run()`] exit status. `check` puts it all together.

/// Declares the floors. They are public only for this project's tests, benchmarks and fuzz targets.
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
