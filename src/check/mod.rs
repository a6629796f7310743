//! Bytes → verdicts → reports, on many threads, in the inputs' order.
//!
//! `source` cuts the inputs into jobs. Of each job, `part` reads the blocks and fixes them, `batch` prechecks the requests,
//! `order_ids` finds out which are the first with their order ID, the `ledger` adds in order what else depends on earlier
//! requests, and `report` makes the reports. The `pipeline` puts it together, on many threads.

mod batch;
mod checked;
pub mod expectation;
mod find;
mod fixes;
mod in_turn;
mod ledger;
mod one;
mod options;
mod order_ids;
mod part;
mod pipeline;
mod precheck;
mod report;
mod source;
mod status;
pub mod template;

pub use checked::Checked;
pub use one::lint;
pub use options::Options;
pub use pipeline::{Wanted, run};
pub use status::Status;
