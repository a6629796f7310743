//! Finds out before it is sent why Akifast's hosted payment page would refuse a payment-session request.
//!
//! The data flow, a module for each step:
//! [`cli`] arguments in → [`choices`] what holds, with [`config`] → [`input`] files and folders → `stream` a source's
//! requests → [`request`] one request, located → [`rules`] what is wrong with it, by [`totals`] and [`facts`], and
//! [`why`] → [`report`] findings at their [`levels`], beside what is expected ([`expectation`]), and where they stand →
//! [`render`] text out → [`run()`] exit status. `check` puts it all together.

pub mod app;
pub mod causes;
pub mod check;
pub mod cli;
pub mod fix;
pub mod input;
pub mod json;
pub mod render;
pub mod request;
pub mod rules;
pub mod settings;
pub mod text;

pub use app::console::Console;
pub use app::{Status, run};
