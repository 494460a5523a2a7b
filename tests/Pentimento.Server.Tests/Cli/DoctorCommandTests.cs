using Pentimento.Server.Cli;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Cli;

public sealed class DoctorCommandTests : CliFixture
{
    [Fact]
    public async Task When_all_is_well_every_line_says_ok()
    {
        Facts.Add(new("libvips", _ => Task.FromResult("8.17.3, /app/native/libvips-cpp.so")));

        var ran = await RunAsync("doctor");

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        var lines = ran.Output.TrimEnd('\n').Split('\n');
        Assert.All(lines[..^1], l => Assert.StartsWith("ok ", l, StringComparison.Ordinal));
        Assert.Equal("Everything works.", lines[^1]);
        Assert.Contains("pentimento 0.", ran.Output, StringComparison.Ordinal);
        Assert.Contains(Environment.Version.ToString(), ran.Output, StringComparison.Ordinal);
        Assert.Contains("/app/native/libvips-cpp.so", ran.Output, StringComparison.Ordinal);
        Assert.Contains("builtin: recording engine 1.0", ran.Output, StringComparison.Ordinal);
        Assert.Contains("64 megapixels", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_check_is_told_with_its_reason_and_the_others_go_on()
    {
        Facts.Add(new("libvips", _ => throw new DllNotFoundException("libvips\nwas not found")));
        Engine.Failure = new EditException(EditFailure.Unavailable, "No test edit.");

        var ran = await RunAsync("doctor");

        Assert.Equal(1, ran.Code);
        Assert.Contains("failed  libvips      libvips was not found\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("failed  test edit    No test edit.\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("ok      limits", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("Failed: 2.\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_a_data_folder_that_is_not_there_does_not_make_it()
    {
        var ran = await RunAsync("doctor");

        Assert.Contains($"{Folder.Path}, does not exist yet", ran.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.Path));
    }

    [Fact]
    public async Task A_data_folder_that_is_there_is_tried_and_left_as_it_was()
    {
        await Keys.CreateAsync("laptop", null, Token);
        var files = Directory.GetFiles(Folder.Path);

        var ran = await RunAsync("doctor");

        Assert.Contains($"{Folder.Path}, can be written", ran.Output, StringComparison.Ordinal);
        Assert.Contains("1 live of 1", ran.Output, StringComparison.Ordinal);
        Assert.Equal(files.Order(), Directory.GetFiles(Folder.Path).Order());
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_fails()
    {
        await File.WriteAllTextAsync(Folder.Path, "a file where the folder should be", Token);
        try
        {
            // The parent can be written, but the name is taken.
            var ran = await RunAsync("doctor");

            Assert.Equal(1, ran.Code);
            Assert.Contains("failed  data folder", ran.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(Folder.Path);
        }
    }
}
