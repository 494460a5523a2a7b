using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Planning;

namespace Pentimento.Engine.Tests.Golden;

/// <summary>
/// Results that must not drift. Kernels that compute in integers or through tables are exact, by the hash of their pixels; those in
/// vectors of floats may differ in the last bit between processors, so their pictures are kept and compared within a level.
/// When one fails, expected, actual and difference are written to the folder that the message names.
/// </summary>
public class GoldenTests
{
    private const double Tolerance = 0.02;

    [Theory]
    [InlineData("brightness", 30.0, null, "D920C50A9B7F5C79")]
    [InlineData("contrast", 30.0, null, "25B13734BC95ACB7")]
    [InlineData("invert", 100.0, null, "CFDB926D1F0D0BF7")]
    [InlineData("crop", null, "80%", "F1C1BE90A0AF2293")]
    [InlineData("rotate", null, "90", "9181846BA2769638")]
    [InlineData("flip", null, "horizontal", "25891BE734B6308E")]
    [InlineData("pad", null, "16:9 #204060", "F9A3E553E65766B9")]
    [InlineData("border", null, "12px #ffffff", "9E5AB344E1550AE2")]
    public void Exact_kernels_give_the_pixels_they_always_gave(string operation, double? amount, string? value, string hash)
    {
        using var outcome = Run("coffee.png", operation, amount, value);

        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(outcome.Image.Pixels))[..16]);
    }

    [Theory]
    [InlineData("saturation", 40.0)]
    [InlineData("temperature", 30.0)]
    [InlineData("grayscale", 100.0)]
    [InlineData("sepia", 100.0)]
    [InlineData("blur", 30.0)]
    [InlineData("sharpen", 40.0)]
    public void Vector_kernels_stay_within_a_level_of_their_picture(string operation, double amount)
    {
        using var outcome = Run("coffee-small.png", operation, amount, null);
        var file = Path.Combine(Folder(), $"{operation}.png");
        using var expected = new ImageDecoder(new()).Decode(File.ReadAllBytes(file));

        var difference = Pictures.Difference(expected, outcome.Image);
        if (difference > Tolerance)
        {
            Assert.Fail($"{operation} differs by {difference:0.###} levels; see {Write(operation, expected, outcome.Image)}");
        }
    }

    private static EditOutcome Run(string photo, string operation, double? amount, string? value)
    {
        using var image = new ImageDecoder(new()).Decode(Pictures.File(photo));
        return new EditExecutor(new()).Execute(
            new() { Plan = new([new EditStep(operation, Amount: amount, Value: value)], []), Images = [image] }, null, TestContext.Current.CancellationToken);
    }

    private static string Write(string operation, Image expected, Image actual)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "golden", operation)).FullName;
        using var difference = actual.CreateLike();
        for (var i = 0; i < difference.Pixels.Length; i++)
        {
            difference.Pixels[i] = (byte)Math.Min(255, 32 * Math.Abs(expected.Pixels[i] - actual.Pixels[i]));
        }

        File.WriteAllBytes(Path.Combine(folder, "expected.png"), Pictures.Encode(expected));
        File.WriteAllBytes(Path.Combine(folder, "actual.png"), Pictures.Encode(actual));
        File.WriteAllBytes(Path.Combine(folder, "difference.png"), Pictures.Encode(difference));
        return folder;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
