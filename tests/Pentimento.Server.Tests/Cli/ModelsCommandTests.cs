using Pentimento.Server.Editing;
using Pentimento.Server.Engines.BuiltIn;

namespace Pentimento.Server.Tests.Cli;

public sealed class ModelsCommandTests : CliFixture
{
    [Fact]
    public async Task List_tells_all_of_each_file_whether_it_is_there_or_not()
    {
        States["words.onnx"] = StoredModelState.Missing;

        var ran = await RunAsync("models", "list");

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal(
            $"""
            good     eyes.onnx               0.60 MB  faces: where they are
                     Tiny; Apache-2.0; npm tiny-models@1.0.0
                     sha256 {new string('a', 64)}
                     /srv/models/eyes.onnx
            missing  words.onnx              4.70 MB  text: where it stands
                     Tiny; Apache-2.0; npm tiny-models@1.0.0
                     sha256 {new string('a', 64)}
                     /srv/models/words.onnx

            """,
            ran.Output);
    }

    [Fact]
    public async Task Verify_looks_at_every_byte_and_fails_when_one_is_wrong()
    {
        Assert.Equal((0, "good     eyes.onnx\ngood     words.onnx\n"), await CodeAndOutputAsync("models", "verify"));
        States["words.onnx"] = StoredModelState.Wrong;

        var ran = await RunAsync("models", "verify");

        Assert.Equal((1, "good     eyes.onnx\nwrong    words.onnx\n"), (ran.Code, ran.Output));
        Assert.Equal("error: 1 of 2 model files are missing or wrong in /srv/models. Bring them with: pentimento models pull\n", ran.Error);
    }

    [Fact]
    public async Task Pull_brings_what_is_missing()
    {
        States["words.onnx"] = StoredModelState.Wrong;

        var ran = await RunAsync("models", "pull");

        Assert.Equal((0, "words.onnx: 4700000 bytes\n"), (ran.Code, ran.Error));
        Assert.Equal("All 2 model files are there and right, in /srv/models.\n", ran.Output);
    }

    [Fact]
    public async Task Pull_brings_nothing_when_all_is_there()
    {
        var ran = await RunAsync("models", "pull");

        Assert.Equal((0, ""), (ran.Code, ran.Error));
    }

    [Fact]
    public async Task A_pull_that_brings_other_bytes_fails()
    {
        (States["words.onnx"], Pulled) = (StoredModelState.Missing, StoredModelState.Wrong);

        var ran = await RunAsync("models", "pull");

        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.EndsWith("error: Still missing or wrong in /srv/models: words.onnx.\n", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_fails_when_a_model_is_missing_and_names_the_command()
    {
        States["words.onnx"] = StoredModelState.Missing;

        var ran = await RunAsync("doctor");

        Assert.Equal(1, ran.Code);
        Assert.Contains("failed  models       words.onnx: missing or wrong in /srv/models. Bring them with: pentimento models pull\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_ends_with_code_2() => (await RunAsync("models", "fetch")).Failed(2, "pentimento models --help");

    [Fact]
    public void The_build_brought_the_real_shelf()
    {
        var shelf = BuiltInModels.Shelf(null);

        Assert.All(shelf.Models, model => Assert.Equal(StoredModelState.Good, model.Look(true)));
        Assert.StartsWith("ONNX Runtime 1.30.0", shelf.Runtime(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_pull_mends_a_broken_file_in_the_folder_of_the_settings()
    {
        Directory.CreateDirectory(Folder.Path);
        foreach (var model in BuiltInModels.Shelf(null).Models)
        {
            File.Copy(model.Path, Path.Combine(Folder.Path, model.Name));
        }

        var shelf = BuiltInModels.Shelf(Folder.Path);
        var face = shelf.Models.Single(model => model.Name == "blazeface.onnx");
        await File.WriteAllTextAsync(face.Path, "broken", Token);
        Assert.Equal(StoredModelState.Wrong, face.Look(false));

        var said = new List<string>();
        await shelf.PullAsync(said.Add, Token);

        Assert.Equal(["blazeface.onnx: 603432 bytes"], said);
        Assert.Equal(StoredModelState.Good, face.Look(true));
        Assert.Equal(shelf.Models.Count, Directory.GetFiles(Folder.Path).Length);
    }

    private async Task<(int Code, string Output)> CodeAndOutputAsync(params string[] args)
    {
        var ran = await RunAsync(args);
        return (ran.Code, ran.Output);
    }
}
