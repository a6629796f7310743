//! The `trace_id` of a request's envelope.

use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128;

/// A UUID of version 8 (RFC 9562, §5.8) that depends on the request's bytes alone (contract §4).
pub fn trace_id(bytes: &[u8]) -> Uuid {
    Uuid::new_v8(xxh3_128(bytes).to_be_bytes())
}
