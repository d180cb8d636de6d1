//! Writes a generated journal: `generate FOLDER REQUESTS`. rustc alone builds it.

mod generator;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, requests] = &args[..] else { panic!("generate FOLDER REQUESTS") };
    generator::generate(std::path::Path::new(folder), requests.parse().expect("a number"));
}
