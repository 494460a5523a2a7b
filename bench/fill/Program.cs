using Pentimento.Bench.Fill;

// fill IN MASK OUT [THREADS]    fills one picture; the mask is grey, everything above 0 is hole
// set FOLDER OUT [THREADS]      fills FOLDER/in/<case>.png with FOLDER/mask/<case>.png and writes times.tsv
// compare REPOSITORY WORK     fills the photographs of the bench and scores us, OpenCV and G'MIC (those that are installed)
return args switch
{
    ["fill", var picture, var mask, var result, .. var threads] => Files.Fill(picture, mask, result, Threads(threads)),
    ["set", var folder, var results, .. var threads] => Files.Set(folder, results, Threads(threads)),
    ["compare", var repository, var work] => Comparison.Run(repository, work),
    _ => 2,
};

static int Threads(string[] rest) => rest.Length > 0 ? int.Parse(rest[0], null) : 2;
