using Pentimento.Bench.Selection;

// composites PHOTOS [OUT]   cut-outs with known alpha on the photographs of a folder: intersection over union, and the error of alpha
// prompts FILE PHOTOS [OUT] one line a case: picture, target, tab separated; prints what was taken, its box and the time, writes overlays
return args switch
{
    ["composites", var photos, .. var output] => Composites.Run(photos, output.FirstOrDefault()),
    ["prompts", var list, var photos, .. var output] => Prompts.Run(list, photos, output.FirstOrDefault()),
    _ => 2,
};
