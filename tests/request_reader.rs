//! How a request is read.

mod request;
