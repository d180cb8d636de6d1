//! What tells bytes apart: digests, and the stamp of this program. The one address of sha2.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::text::base64::base64;

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of what is written, in hexadecimal; the writing never fails.
pub(crate) fn digest_written(write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> String {
    let mut taken = Sha256::new();
    let written = write(&mut taken);
    debug_assert!(written.is_ok(), "a digest takes all bytes");
    hexadecimal(&taken.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 });
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The SHA-256 of some bytes in base64, as a Content-Security-Policy names a text.
pub(crate) fn digest_base64(bytes: &[u8]) -> String {
    base64(&Sha256::digest(bytes))
}

/// Tells this program from an earlier or later one: its size and the time of its making; empty where the system does
/// not tell.
pub(crate) fn program_stamp() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    metadata.and_then(|metadata| Ok(format!("{} {:?}", metadata.len(), metadata.modified()?))).unwrap_or_default()
}
