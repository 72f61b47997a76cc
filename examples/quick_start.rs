//! Logs two short articles from code and prints the corroboration report.
//!
//! ```text
//! cargo run --example quick_start
//! ```

use std::error::Error;

use onrecord::extract::extract;
use onrecord::model::Document;
use onrecord::ops::{self, report::ReportQuery};
use onrecord::read::read;
use onrecord::report;
use onrecord::store::{Session, Store};

const ARTICLES: [(&str, &str); 2] = [
    (
        "courier.md",
        "---\noutlet: Tallis Courier\npublished: 2024-05-14\n---\n\
         The footbridge at Quern moved by 40 millimetres overnight, Mayor Ana Orsk said on Monday.\n\n\
         \"Nobody was hurt,\" she said.\n",
    ),
    (
        "echo.md",
        "---\noutlet: Sund Echo\npublished: 2024-05-15\n---\n\
         According to Dag Moller, an engineer at Harrow Bridges, the footbridge at Quern moved by \
         55 millimetres.\n\nNobody was hurt, two police officers said.\n",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut store = Store::in_memory()?;
    let session = Session::new("example", "2024-05-16T09:00:00Z".parse()?, "quick_start");
    for (name, bytes) in ARTICLES {
        let document = Document::new(read(bytes.as_bytes(), Some(name))?, Some(name.to_owned()));
        let logged = ops::log::log(&mut store, &session, &document, &extract(&document))?;
        println!("{name}: {} claims", logged.new.len());
    }
    let report = ops::report::report(&store, None, &ReportQuery::default())?;
    println!("{}", report::markdown(&report));
    Ok(())
}
