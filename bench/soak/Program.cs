using System.Diagnostics;
using System.Globalization;
using Pentimento.Engine.Images;
using Pentimento.Soak;

// usage: dotnet run -c Release --project bench/soak [MINUTES] [SERVER]   (see bench/README.md)
const string Key = "sk-soak";
var minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 30;
var server = args.Length > 1 ? args[1] : Path.Combine("src", "Pentimento.Server", "bin", "Release", "net10.0", "pentimento");
var folder = Directory.CreateTempSubdirectory("pentimento-soak-");
var start = new ProcessStartInfo(
    server,
    ["serve", "--urls", "http://127.0.0.1:0", "--Data:Folder", folder.FullName, "--Keys:Static:0", Key, "--Logging:LogLevel:Default", "Warning", "--Jobs:MaxWaitingMegapixels", "32",
        "--Jobs:MaxHeldBytes", "16000000"]) // full soon, so that its filling is no growth
{
    RedirectStandardOutput = true,
};
using var process = Process.Start(start)!;
try
{
    string? line;
    while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.Contains("address", StringComparison.Ordinal))
    {
    }

    var reading = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new(line!.Split("address")[1].Trim()) };
    client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    (int, int)[] sizes = [(64, 64), (320, 240), (800, 600), (1600, 1200), (3000, 2000)];
    var report = await new SoakRun(client, [.. sizes.Select(static size => Picture(size))], seed: 1).RunAsync(TimeSpan.FromMinutes(minutes), CancellationToken.None);
    Console.WriteLine(report);
    foreach (var wrong in report.Wrong.Take(20))
    {
        Console.WriteLine(wrong);
    }

    return report is { Lost: 0, Doubled: 0, Wrong.Count: 0 } ? 0 : 1;
}
finally
{
    process.Kill();
    await process.WaitForExitAsync();
    folder.Delete(recursive: true);
}

static byte[] Picture((int Width, int Height) size)
{
    using var image = Image.Create(size.Width, size.Height, 3);
    for (var y = 0; y < size.Height; y++)
    {
        var row = image.Row(y);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (byte)((i * 7) + (y * 3) + ((i * y) >> 9));
        }
    }

    using var encoded = new ImageEncoder().Encode(image, new EncodeOptions { Format = ImageFormat.Png });
    return encoded.Bytes.ToArray();
}
