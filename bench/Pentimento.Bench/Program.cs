using Pentimento.Bench;

// photo IN OUT WxH            makes a JPEG of that size from a picture
// engine PHOTO THREADS SECS   decode, black and white, encode, over and over: figures as JSON
// operations DOCS             writes docs/operations.md and its pictures
// fill DOCS                   writes the pictures of docs/fill.md
// speed PHOTO THREADS         seconds of each operation, one JSON object a line
return args switch
{
    ["photo", var source, var target, var size] => Photo.Make(source, target, size),
    ["engine", var photo, var threads, var seconds] => EngineLoop.Run(photo, int.Parse(threads, null), double.Parse(seconds, null)),
    ["operations", var docs] => OperationPictures.Make(docs, Path.Combine(docs, "..", "tests", "assets")),
    ["fill", var docs] => FillPictures.Make(docs, Path.Combine(docs, "..", "tests", "assets"), Path.Combine(docs, "..", "bench", "fill", "photos")),
    ["speed", var photo, var threads] => OperationSpeed.Run(photo, int.Parse(threads, null)),
    _ => 2,
};
