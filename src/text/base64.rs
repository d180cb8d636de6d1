//! Base64. The one address of data-encoding.

/// Bytes in base64, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}
