using System.Reflection;
using System.Text.Json.Serialization;
using Pentimento.Server.Editing;
using Pentimento.Server.Jobs;

namespace Pentimento.Server.Tests.Jobs;

public sealed class RequestFormTests
{
    private static EditRequest Request => new()
    {
        Model = "m",
        Prompt = "make it \"brighter\" 🎨",
        Images = [new("image[]", new byte[] { 1, 2, 3 }), new("image[]", new byte[] { 4 })],
        Mask = new("mask", new byte[] { 5, 6 }),
        Count = 2,
        Size = new(3, 4),
        Format = OutputFormat.Webp,
        Compression = 50,
        Background = OutputBackground.Opaque,
        Quality = EditQuality.Low,
    };

    public static TheoryData<string> Properties =>
    [
        .. typeof(EditRequest).GetProperties().Where(static property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(static property => property.Name),
    ];

    [Fact]
    public async Task What_is_written_is_read_back_whole()
    {
        using var stream = new MemoryStream();
        await RequestForm.WriteAsync(Request, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;

        var read = await RequestForm.ReadAsync(stream, TestContext.Current.CancellationToken);

        Assert.Equal(RequestForm.Fingerprint(Request), RequestForm.Fingerprint(read));
        Assert.Equal([1, 2, 3], read.Images[0].Bytes.ToArray());
        Assert.Equal([5, 6], read.Mask!.Bytes.ToArray());
        Assert.Equal((Request.Prompt, Request.Size, Request.Format, Request.Quality), (read.Prompt, read.Size, read.Format, read.Quality));
    }

    [Fact]
    public async Task What_is_not_whole_is_refused()
    {
        using var stream = new MemoryStream();
        await RequestForm.WriteAsync(Request, stream, TestContext.Current.CancellationToken);
        foreach (var length in new long[] { 0, 2, 10, stream.Length - 1 })
        {
            using var part = new MemoryStream(stream.ToArray()[..(int)length]);
            await Assert.ThrowsAsync<InvalidDataException>(() => RequestForm.ReadAsync(part, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_request_that_differs_in_one_field_is_another_request(string name)
    {
        var property = typeof(EditRequest).GetProperty(name)!;
        var other = Request with { };
        property.SetValue(other, Other(property.GetValue(other), property.PropertyType));

        Assert.NotEqual(RequestForm.Fingerprint(Request), RequestForm.Fingerprint(other));
    }

    [Fact]
    public void A_file_that_differs_in_one_byte_or_in_its_place_is_another_request()
    {
        var prints = new[]
        {
            Request,
            Request with { Images = [.. Request.Images.Reverse()] },
            Request with { Images = [new("image[]", new byte[] { 1, 2 }), new("image[]", new byte[] { 3, 4 })] },
            Request with { Images = [Request.Images[0], new("image[]", new byte[] { 5 })] },
            Request with { Mask = new("mask", new byte[] { 5, 7 }) },
        };

        Assert.Equal(prints.Length, prints.Select(RequestForm.Fingerprint).Distinct().Count());
    }

    private static object? Other(object? value, Type type) => value switch
    {
        string text => text + "x",
        int number => number + 1,
        bool flag => !flag,
        PixelSize size => size with { Width = size.Width + 1 },
        InputFile => null,
        IReadOnlyList<InputFile> files => files.Take(1).ToArray(),
        Enum => Enum.ToObject(type, Convert.ToInt32(value, null) == 0 ? 1 : 0),
        null when type == typeof(string) => "x",
        null when type == typeof(InputFile) => new InputFile("x", new byte[] { 9 }),
        _ => throw new NotSupportedException($"Say how a {type} differs."),
    };
}
