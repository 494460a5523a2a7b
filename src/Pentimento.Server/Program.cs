Console.WriteLine("pentimento");
