//! Which order IDs were used before (contract §3). The first use is not an error.
//!
//! Each job enters its order IDs when it is done with its requests, whatever the other jobs are doing. When all jobs before
//! it have done so, it learns which of its uses are not the first after all.

use std::collections::HashSet;

use super::batch::Batch;
use super::options::Options;
use crate::rules::{OrderIds, PriorUse};

/// Enters the order IDs of a batch of the job with this number. Finds out which are known orders, or were used before, as far
/// as that is known.
pub(super) fn enter(batch: &mut Batch, job: u64, options: &Options) {
    let uses = &batch.checked.input.order_ids;
    for part in &mut batch.blocks {
        // Drafts have the same variable, or the same example, as their ID.
        let are_drafts = part.block.shape.has_drafts();
        for request in &mut part.requests {
            let Some(id) = request.order_id else { continue };
            let known = options.facts.known_orders.as_ref();
            let is_new = are_drafts || options.order_ids == OrderIds::Off || uses.enter(id, job);
            let is_known = known.is_some_and(|known| known.contains(id));
            let earlier = (!is_new).then_some(PriorUse::Earlier);
            request.order_id_used = if is_known { Some(PriorUse::Known) } else { earlier };
        }
    }
}

/// Finds out which order IDs of a job were used by jobs before it, now that these have entered theirs. The `batches` are all
/// that have entered IDs before that.
pub(super) fn complete(batches: &mut [Batch], job: u64) {
    let mut displaced = HashSet::new();
    for batch in batches {
        displaced.extend(batch.checked.input.order_ids.displaced(job));
        if displaced.is_empty() {
            continue;
        }
        for part in &mut batch.blocks {
            let are_drafts = part.block.shape.has_drafts();
            for request in part.requests.iter_mut().filter(|_| !are_drafts) {
                if request.order_id.is_some_and(|id| displaced.remove(&id)) {
                    request.order_id_used.get_or_insert(PriorUse::Earlier);
                }
            }
        }
    }
}
